// `while`: its test, its body, and the loops that never fall out.

function bodyMayBeSkipped(work) {
  while (work()) {
    live();
  }
  live();
}

function bodyThatReturnsMayBeSkipped(flag) {
  while (flag) {
    return live();
  }
  live();
}

function trueNeverFallsOut(work) {
  while (true) {
    work();
  }
  dead();
}

function oneNeverFallsOut(work) {
  while (1) work();
  dead();
}

function trueWithABreak(work) {
  while (true) {
    if (work()) break;
    live();
  }
  live();
}

function trueWithAReturnOnly(work) {
  while (true) {
    if (work()) return live();
  }
  dead();
}

function falseIsNeverEntered() {
  while (false) {
    dead();
  }
  live();
}

function zeroIsNeverEntered() {
  while (0) dead();
  live();
}

function endlessWithoutAStep() {
  while (true) {}
  dead();
}

function endlessWithAnEmptyStatement() {
  while (true);
  dead();
}

function testThatLeaves() {
  while (process.exit(1)) {
    dead();
  }
  dead();
}

function afterContinue(work) {
  while (work()) {
    continue;
    dead();
  }
  live();
}

function afterBreak(work) {
  while (work()) {
    break;
    dead();
  }
  live();
}

function assignmentInTheTest(work) {
  let chunk;
  while ((chunk = work()) !== null) {
    live();
    if (chunk) break;
  }
  live();
}

function breakOfAnInnerLoopIsNotOurs(work) {
  while (true) {
    while (true) {
      if (work()) break;
      live();
    }
    live();
  }
  dead();
}
