// `switch`: without a default it may do nothing, and `break` leaves it alone.

function withoutDefaultNoCaseNeedFit(value) {
  switch (value) {
    case 1:
      return;
    case 2:
      return;
  }
  live();
}

function withDefaultEveryCaseReturns(value) {
  switch (value) {
    case 1:
      return 1;
    default:
      return 2;
  }
  dead();
}

function breakFallsOut(value) {
  switch (value) {
    case 1:
      live();
      break;
    default:
      return;
  }
  live();
}

function lastCaseFallsOut(value) {
  switch (value) {
    case 1:
      return;
    default:
      live();
  }
  live();
}

function afterBreak(value) {
  switch (value) {
    case 1:
      break;
      dead();
  }
  live();
}

function subjectThatLeaves() {
  switch (process.exit(1)) {
    case 1:
      dead();
    default:
      dead();
  }
  dead();
}

function onlyADefault(value) {
  switch (value) {
    default:
      return live();
  }
  dead();
}

function empty(value) {
  switch (value) {
  }
  live();
}

function caseThatIsACall(value, work) {
  try {
    switch (value) {
      case work():
        return;
    }
  } catch {
    live();
  }
  live();
}

function laterCaseThatExitsMayNotBeAsked(value) {
  switch (value) {
    case 1:
      live();
      break;
    case process.exit(1):
      dead();
  }
  live();
}

function everyCaseLeavesInItsOwnWay(value) {
  switch (value) {
    case 1:
      return;
    case 2:
      throw new Error();
    default:
      process.exit(1);
  }
  dead();
}
