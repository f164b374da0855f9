// What cannot raise: literals, jumps, definitions. A handler around them alone is never reached.

function constantInABranch(flag) {
  let value;
  try {
    if (flag) value = 1;
    else value = null;
  } catch {
    dead();
  }
  live();
}

function jumpAlone(items) {
  for (const item of items) {
    try {
      continue;
    } catch {
      dead();
    }
  }
  live();
}

function definitionAlone() {
  try {
    function inner() {
      throw new Error();
    }
    const other = () => inner();
  } catch {
    dead();
  }
  live();
}

function nestedTryThatCannotRaise() {
  let value;
  try {
    try {
      value = 1;
    } finally {
      value = 2;
    }
  } catch {
    dead();
  }
  live();
}

function emptyAndDebugger() {
  try {
    ;
    debugger;
    "a text";
  } catch {
    dead();
  }
  live();
}

function innerHandlerThatCatchesAll(work) {
  try {
    try {
      work();
    } catch {}
  } catch {
    dead();
  }
  live();
}

function finallyOnly() {
  try {
  } finally {
    live();
  }
  live();
}

function breakOutOfABlock() {
  done: try {
    break done;
  } catch {
    dead();
  }
  live();
}
