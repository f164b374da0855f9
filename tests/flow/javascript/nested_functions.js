// Functions inside functions: a body belongs to the function it is the body of.

function returnInsideDoesNotLeaveUs(work) {
  function inner() {
    return live();
    dead();
  }
  work(inner);
  live();
}

function throwInsideIsNotCaughtHere() {
  try {
    function inner() {
      throw new Error();
    }
  } catch {
    dead();
  }
  live();
}

function exitInsideDoesNotLeaveUs(work) {
  function inner() {
    process.exit(1);
    dead();
  }
  live();
  return inner;
}

function declarationsAreHoisted() {
  return inner();
  function inner() {
    live();
  }
}

function functionExpression(work) {
  work(function () {
    return live();
    dead();
  });
  work(function named() {
    live();
  });
  live();
}

function innerTryIsItsOwn(work) {
  const inner = function () {
    try {
      return work();
    } finally {
      live();
    }
    dead();
  };
  try {
    live();
  } finally {
    work(inner);
  }
  live();
}

function innerLoopIsItsOwn(items) {
  while (true) {
    const inner = function () {
      for (const item of items) break;
      live();
    };
    if (live()) return inner;
  }
  dead();
}

function innerLabelIsItsOwn(work) {
  name: for (;;) {
    work(function () {
      name: for (;;) break name;
      live();
    });
  }
  dead();
}

function asynchronous(work) {
  async function inner(task) {
    try {
      await task;
    } catch {
      live();
    }
    live();
  }
  work(inner);
  live();
}

function calledAtOnceIsStillItsOwn() {
  (function () {
    return live();
    dead();
  })();
  live();
}

function threeDeep(work) {
  work(function () {
    work(function () {
      return live();
      dead();
    });
    return live();
    dead();
  });
  return live();
  dead();
}
