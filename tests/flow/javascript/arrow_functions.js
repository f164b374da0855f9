// Arrow functions: with a block or an expression as their body, which does not run where it stands.

function exitInsideDoesNotLeaveUs() {
  const leave = () => process.exit(1);
  live();
  return leave;
}

function expressionBody(work) {
  work(() =>
    live(),
  );
  live();
}

function blockBody(work) {
  work(() => {
    return live();
    dead();
  });
  live();
}

function throwInsideIsNotCaughtHere() {
  try {
    const fail = () => {
      throw new Error();
    };
  } catch {
    dead();
  }
  live();
}

function objectBody(work) {
  work(() => ({
    field: live(),
  }));
}

function awaitInsideIsNotOurs(task) {
  try {
    const later = async () => await task;
  } catch {
    dead();
  }
  live();
}

function curried(work) {
  work((first) => (second) => {
    return live();
    dead();
  });
}

function defaultOfAParameterRunsInside(work) {
  const inner = (value = process.exit(1)) => value;
  live();
  return inner;
}

function inAPromiseChain(wait) {
  wait(1)
    .then(() => {
      live();
    }, () => live())
    .finally(() => {
      live();
    });
  live();
}

function immediatelyAwaited(work) {
  void (async () => {
    await work();
    live();
  })();
  live();
}

function inALoop(items) {
  items.forEach((item) => {
    if (item) return;
    live();
  });
  live();
}

function breakIsNotPossibleSoTheLoopGoesOn(work) {
  for (;;) {
    work(() => {
      for (;;) break;
      live();
    });
  }
  dead();
}
