// Labelled loops: `break` and `continue` may leave or go on with an outer one.

function breakOuter(items) {
  outer: for (;;) {
    for (const item of items) {
      break outer;
      dead();
    }
    live();
  }
  live();
}

function breakOuterIsTheOnlyWayOut(work) {
  outer: while (true) {
    while (true) {
      if (work()) break outer;
      live();
    }
    dead();
  }
  live();
}

function plainBreakIsNotEnough(work) {
  outer: while (true) {
    while (true) {
      if (work()) break;
      live();
    }
    live();
  }
  dead();
}

function continueOuter(items) {
  outer: for (const item of items) {
    for (const other of items) {
      continue outer;
      dead();
    }
    live();
  }
  live();
}

function continueOuterSkipsTheRestOfTheBody(items, work) {
  outer: for (const item of items) {
    while (true) {
      if (work()) continue outer;
    }
    dead();
  }
  live();
}

function continueOuterOfADoGoesToItsTest(items) {
  outer: do {
    for (;;) continue outer;
    dead();
  } while (
    live()
  );
  live();
}

function continueOuterOfAForRunsItsStep(work) {
  outer: for (; work(); live()) {
    for (;;) continue outer;
    dead();
  }
  live();
}

function labelOfTheLoopItself(items) {
  here: for (const item of items) {
    if (item) continue here;
    break here;
    dead();
  }
  live();
}

function twoLabelsOnOneLoop(items, flag) {
  first: second: for (const item of items) {
    if (item) continue first;
    if (flag) break second;
    live();
  }
  live();
}

function sameLabelOneAfterTheOther(items) {
  again: for (const item of items) break again;
  again: for (;;) {
    for (;;) break again;
    dead();
  }
  live();
}

function middleOfThree(work) {
  outer: for (;;) {
    middle: for (;;) {
      for (;;) {
        if (work()) break middle;
        if (work()) break outer;
      }
      dead();
    }
    live();
  }
  live();
}
