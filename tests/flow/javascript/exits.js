// `process.exit` and `process.abort`: the process is gone at once, and nothing runs any more.

function exitEndsThePath() {
  process.exit(1);
  dead();
}

function withoutAnArgument() {
  process.exit();
  dead();
}

function abort() {
  process.abort();
  dead();
}

function argumentComesFirst() {
  process.exit(
    live(),
  );
  dead();
}

function inOneBranch(flag) {
  if (flag) process.exit(1);
  live();
}

function finallyDoesNotRun() {
  try {
    process.exit(1);
  } finally {
    dead();
  }
  dead();
}

function noHandlerCatchesIt() {
  try {
    process.exit(1);
  } catch {
    dead();
  }
  dead();
}

function errorOfTheArgument(work) {
  try {
    process.exit(work());
  } catch {
    return live();
  } finally {
    live();
  }
  dead();
}

function finallyRunsOnlyWithoutIt(flag) {
  try {
    if (flag) {
      process.exit(1);
      dead();
    }
  } finally {
    live();
  }
  live();
}

function inAHandler(work) {
  try {
    return work();
  } catch {
    process.exit(1);
  } finally {
    live();
  }
  dead();
}

function inAFinally() {
  try {
    return 1;
  } finally {
    process.exit(1);
    dead();
  }
  dead();
}

function returned() {
  return process.exit(1);
  dead();
}

function inALoop(items) {
  for (const item of items) {
    process.exit(1);
    dead();
  }
  live();
}

async function awaited(task) {
  await task;
  process.exit(0);
  dead();
}

function voided() {
  void process.exit(1);
  dead();
}
