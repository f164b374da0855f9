// `if` and `else`: what each arm does, and tests whose outcome is written down.

function minusIsNoNegation() {
  if (-1) {
    live();
  }
  live();
}

function bothArms(flag) {
  if (flag) {
    live();
  } else {
    live();
  }
  live();
}

function onlyArmReturns(flag) {
  if (flag) return live();
  live();
}

function bothArmsReturn(flag) {
  if (flag) {
    return 1;
  } else {
    return 2;
  }
  dead();
}

function chainFallsOutOfEveryArm(value) {
  if (value === 1) {
    live();
  } else if (value === 2) {
    live();
  } else {
    live();
  }
  live();
}

function everyArmLeaves(value) {
  if (value === 1) {
    return;
  } else if (value === 2) {
    throw new Error();
  } else {
    process.exit(1);
  }
  dead();
}

function chainWithoutElseFallsOut(value) {
  if (value === 1) return;
  else if (value === 2) return;
  live();
}

function falseIsNeverTaken() {
  if (false) {
    dead();
  }
  live();
}

function trueIsAlwaysTaken() {
  if (true) {
    return live();
  } else {
    dead();
  }
  dead();
}

function numbersAndNullAreKnown() {
  if (0) dead();
  if (null) dead();
  if (1) return live();
  dead();
}

function parenthesesChangeNothing() {
  if (((true))) return;
  dead();
}

function elseOfTrueInAChain(flag) {
  if (flag) {
    live();
  } else if (true) {
    live();
  } else {
    dead();
  }
}

function testThatLeaves() {
  if (process.exit(1)) {
    dead();
  } else {
    dead();
  }
  dead();
}

function secondTestOnlyAfterTheFirstFailed(flag) {
  if (flag) {
    live();
  } else if (process.exit(1)) {
    dead();
  }
  live();
}

function danglingElseBelongsToTheInnerIf(flag, other) {
  if (flag)
    if (other) return;
    else return;
  live();
}
