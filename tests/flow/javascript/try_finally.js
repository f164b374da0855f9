// `finally`: it runs on every way out, and then that way goes on.

function runsAfterACall(work) {
  try {
    work();
  } finally {
    live();
  }
  live();
}

function runsAfterReturn() {
  try {
    return 1;
  } finally {
    live();
  }
  dead();
}

function runsAfterThrow() {
  try {
    throw new Error();
  } finally {
    live();
  }
  dead();
}

function returnDoesNotFallOut(flag) {
  try {
    if (flag) return;
  } finally {
    live();
  }
  live();
}

function everyArmOfTheBodyLeaves(flag) {
  try {
    if (flag) return;
    throw new Error();
  } finally {
    live();
  }
  dead();
}

function runsAfterAHandler(work) {
  try {
    work();
  } catch {
    live();
  } finally {
    live();
  }
  live();
}

function runsAfterAHandlerThatThrows(work) {
  try {
    return work();
  } catch (error) {
    throw error;
  } finally {
    live();
  }
  dead();
}

function runsAfterAHandlerThatReturns(work) {
  try {
    work();
  } catch {
    return;
  } finally {
    live();
  }
  live();
}

function nestedFinallyRunsInsideOut() {
  try {
    try {
      return 1;
    } finally {
      live();
    }
    dead();
  } finally {
    live();
  }
  dead();
}

function ownHandlerDoesNotGuardTheFinally() {
  try {
  } catch {
    dead();
  } finally {
    throw new Error();
  }
  dead();
}

function errorInTheFinallyGoesToTheOuterHandler() {
  try {
    try {
    } finally {
      throw new Error();
    }
    dead();
  } catch {
    live();
  }
  live();
}

function finallyMayBranch(flag) {
  try {
    return 1;
  } finally {
    if (flag) live();
    else {
      live();
    }
    live();
  }
  dead();
}
