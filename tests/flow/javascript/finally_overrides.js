// A jump inside a `finally` discards whatever was pending.

function returnInFinallyWins() {
  try {
    throw new Error();
  } finally {
    return 1;
  }
  dead();
}

function literalReturnSwallowsTheError() {
  try {
    try {
      throw new Error();
    } finally {
      return 1;
    }
    dead();
  } catch {
    dead();
  }
  dead();
}

function throwReplacesTheReturn() {
  try {
    try {
      return 1;
    } finally {
      throw new Error();
    }
  } catch {
    live();
  }
  live();
}

function conditionalReturnLetsTheRestGoOn(flag) {
  try {
    live();
  } finally {
    if (flag) return;
  }
  live();
}

function conditionalReturnAfterAThrow(flag) {
  try {
    throw new Error();
  } finally {
    if (flag) return live();
  }
  dead();
}

function innerFinallyIsDiscardedByTheOuterOne() {
  try {
    try {
      return 1;
    } finally {
      live();
    }
  } finally {
    return 2;
  }
  dead();
}

function exitInFinallyReplacesTheReturn() {
  try {
    return 1;
  } finally {
    process.exit(1);
  }
  dead();
}

function labelledBreakSwallowsTheReturn() {
  done: {
    try {
      return 1;
    } finally {
      break done;
    }
    dead();
  }
  live();
}

function labelledBreakSwallowsTheError() {
  done: try {
    throw new Error();
  } finally {
    break done;
  }
  live();
}

function returnInAHandlerIsDiscarded(work) {
  done: {
    try {
      throw new Error();
    } catch {
      return 1;
    } finally {
      break done;
    }
    dead();
  }
  live();
}

function breakOfASwitchSwallowsTheReturn(value) {
  switch (value) {
    default:
      try {
        return 1;
      } finally {
        break;
      }
      dead();
  }
  live();
}
