// Which steps may raise: a handler around them can be reached, and none of their raises is lost.

function call(work) {
  try {
    work();
  } catch {
    live();
  }
}

function methodCall(child) {
  try {
    child.fail();
  } catch {
    live();
  }
}

function constructorCall(child) {
  try {
    new child.Part();
  } catch {
    live();
  }
}

function constructorWithoutParentheses(child) {
  try {
    new child.Part;
  } catch {
    live();
  }
}

function callInADeclaration(work) {
  try {
    const value = work();
  } catch {
    live();
  }
}

function callInAReturn(work) {
  try {
    return work();
  } catch {
    live();
  }
}

function callInATest(work) {
  try {
    if (work()) {
    }
  } catch {
    live();
  }
}

function callInALoopStep(work, flag) {
  try {
    for (; flag; work()) {
    }
  } catch {
    live();
  }
}

function callInASwitchSubject(work) {
  try {
    switch (work()) {
    }
  } catch {
    live();
  }
}

function optionalCall(maybe) {
  try {
    maybe?.method?.();
  } catch {
    live();
  }
}

function dynamicImport(task) {
  return (async () => {
    try {
      await import("no-such-module-at-all");
    } catch {
      live();
    }
  })();
}

function nestedBlocks(work, flag) {
  try {
    if (flag) {
      for (let i = 0; i < 2; i++) {
        while (flag) work(i);
      }
    }
  } catch {
    live();
  }
}

function spreadCall(work, items) {
  try {
    return [...work(items)];
  } catch {
    live();
  }
}
