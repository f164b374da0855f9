// `do ... while`: the body runs first, the test after it.

function bodyRunsAtLeastOnce(work) {
  do {
    live();
  } while (work());
  live();
}

function bodyThatReturns(flag) {
  do {
    return live();
  } while (flag);
  dead();
}

function falseRunsOnce() {
  do {
    live();
  } while (false);
  live();
}

function falseBodyThatReturns() {
  do {
    return 1;
  } while (false);
  dead();
}

function breakOutOfFalse(flag) {
  do {
    if (flag) break;
    live();
  } while (false);
  live();
}

function continueInFalseGoesToTheTest(flag) {
  do {
    if (flag) continue;
    return;
  } while (false);
  live();
}

function trueNeverFallsOut(work) {
  do {
    work();
  } while (true);
  dead();
}

function trueWithABreak(work) {
  do {
    if (work()) break;
  } while (true);
  live();
}

function continueReachesTheTest(flag) {
  do {
    if (flag) continue;
    return;
  } while (
    live()
  );
  live();
}

function breakDoesNotReachTheTest() {
  do {
    break;
  } while (
    dead()
  );
  live();
}

function bodyLeavesSoTheTestIsNeverAsked(flag) {
  do {
    if (flag) return;
    throw new Error();
  } while (
    dead()
  );
  dead();
}

function testThatLeaves() {
  do {
    live();
  } while (process.exit(1));
  dead();
}

function nestedBreakLeavesOneLoop(flag) {
  do {
    do {
      break;
    } while (true);
    live();
  } while (false);
  live();
}

function bodyWithoutBraces(work) {
  do live();
  while (work());
  live();
}
