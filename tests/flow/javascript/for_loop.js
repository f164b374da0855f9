// `for (init; test; step)`: each part may be missing, and a missing test always holds.

function bodyMayBeSkipped(value) {
  for (let i = 0; i < value; i++) {
    live();
  }
  live();
}

function bodyThatReturnsMayBeSkipped(value) {
  for (let i = 0; i < value; i++) {
    return live();
  }
  live();
}

function withoutATestItNeverFallsOut(work) {
  for (;;) {
    work();
  }
  dead();
}

function withoutATestButWithABreak(work) {
  for (;;) {
    if (work()) break;
  }
  live();
}

function withTrueItNeverFallsOut(work) {
  for (let i = 0; true; i++) work(i);
  dead();
}

function withFalseItIsNeverEntered() {
  for (let i = 0; false; dead()) {
    dead();
  }
  live();
}

function endlessWithoutAStep() {
  for (;;);
  dead();
}

function partsRunInTheirOrder(work) {
  for (
    live();
    work();
    live()
  ) {
    live();
  }
  live();
}

function initThatLeaves(work) {
  for (process.exit(1); work(); dead()) {
    dead();
  }
  dead();
}

function testThatLeaves() {
  for (let i = 0; process.exit(1); dead()) {
    dead();
  }
  dead();
}

function stepIsNotReachedWhenTheBodyLeaves(flag) {
  for (;; dead()) {
    if (flag) break;
    return;
  }
  live();
}

function stepIsReachedByContinue(flag) {
  for (;; live()) {
    if (flag) continue;
    return;
  }
  dead();
}

function stepThatLeaves(work) {
  for (; work(); process.exit(1)) {
    live();
  }
  live();
}

function afterBreakAndContinue(value, flag) {
  for (let i = 0; i < value; i++) {
    if (flag) {
      break;
      dead();
    }
    continue;
    dead();
  }
  live();
}

function commaInItsParts(value) {
  for (let i = 0, j = value; i < j, i < 2; i++, j--) {
    live();
  }
  live();
}
