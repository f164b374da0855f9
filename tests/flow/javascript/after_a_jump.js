// What stands behind a statement that never goes on.

function afterReturn() {
  return live();
  dead();
}

function afterThrow() {
  live();
  throw new Error();
  dead();
}

function valueComesBeforeTheReturn() {
  return [
    live(),
    live(),
  ];
}

function valueThatExits() {
  return [
    process.exit(1),
    dead(),
  ];
}

function afterABlockThatLeaves() {
  if (true) {
    throw new Error();
  }
  dead();
}

function deadCodeStaysDead(flag, items) {
  return;
  dead();
  if (flag) {
    dead();
  }
  for (const item of items) {
    dead();
  }
  while (true) {
    dead();
    break;
  }
  do {
    dead();
  } while (flag);
  dead();
}

function deadTryStaysDead(work) {
  return;
  try {
    work();
  } catch {
    dead();
  } finally {
    dead();
  }
  dead();
}

function deadSwitchStaysDead(value) {
  throw new Error();
  switch (value) {
    case 1:
      dead();
    default:
      dead();
  }
  dead();
}

function deadLabelStaysDead(flag) {
  return;
  done: {
    if (flag) break done;
    dead();
  }
  dead();
}

function deadLoopWithContinue(items) {
  return;
  outer: for (const item of items) {
    for (;;) {
      if (item) continue outer;
      dead();
    }
  }
  dead();
}
