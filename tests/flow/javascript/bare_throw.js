// `throw;` is a syntax error that people write all the same, and it leaves the function.

function inAHandler(work) {
  try {
    work();
    return;
  } catch (e) {
    throw;
  }
  dead();
}

function afterARecord(work) {
  try {
    return work();
  } catch (e) {
    live();
    throw;
  }
  dead();
}

function withAFinally(work) {
  try {
    return work();
  } catch (e) {
    throw;
  } finally {
    live();
  }
  dead();
}

function withoutASemicolon(work) {
  try {
    return work();
  } catch (e) {
    throw
  }
  dead();
}

function inABranchWithBraces(work, flag) {
  try {
    work();
  } catch (e) {
    if (flag) { throw; }
    live();
  }
  live();
}

function inABranchBeforeElse(work, flag) {
  try {
    work();
  } catch (e) {
    if (flag) throw;
    else live();
  }
  live();
}

function inEveryBranch(work, flag) {
  try {
    return work();
  } catch (e) {
    if (flag) { throw; } else { throw; }
  }
  dead();
}

// The grammar takes the statement behind it for the value that is thrown.
function beforeAnotherCall(work) {
  try {
    return work();
  } catch (e) {
    throw;
    dead();
  }
  dead();
}

function beforeAnotherStatement(work) {
  try {
    return work();
  } catch (e) {
    throw;
    if (e) dead();
    dead();
  }
  dead();
}

function caughtAroundIt(work) {
  try {
    try {
      return work();
    } catch (e) {
      throw;
    }
    dead();
  } catch (e) {
    live();
  }
  live();
}

function inAnArrowFunction(work) {
  work((e) => {
    live();
    throw;
  });
  live();
}
