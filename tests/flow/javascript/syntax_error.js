// Half-typed code: the statements around it keep their meaning, and it may raise like any step.

function beforeAndAfterAnError() {
  live();
  const value = @@ 1;
  live();
}

function returnAfterAnError() {
  const value = @@ 1;
  return 1;
  dead();
}

function returnBeforeAnError() {
  return 1;
  const value = @@ 1;
  dead();
}

function errorInABranch(flag) {
  if (flag) {
    const value = @@ 1;
    return;
  }
  live();
}

function errorInAnArgument(work) {
  work(]);
  throw new Error();
  dead();
}

function errorMayRaise() {
  try {
    const value = @@ 1;
  } catch {
    live();
  }
  live();
}

function errorInsideAFinally(work) {
  try {
    return work();
  } finally {
    const value = @@ 1;
    live();
  }
  dead();
}

function unfinishedCallInABlock(flag, work) {
  live();
  if (flag) {
    work(
  }
  live();
}
