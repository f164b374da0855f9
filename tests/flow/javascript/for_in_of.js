// `for ... in` and `for ... of`: the right side comes first and once, the body any number of times.

function keysMayBeNone(keys) {
  for (const key in keys) {
    live();
  }
  live();
}

function keysOfWhatLeaves() {
  for (const key in process.exit(1)) {
    dead();
  }
  dead();
}

function bodyMayBeSkipped(items) {
  for (const item of items) {
    live();
  }
  live();
}

function bodyThatReturnsMayBeSkipped(items) {
  for (const item of items) return live();
  live();
}

function iterableThatLeaves() {
  for (const item of process.exit(1)) {
    dead();
  }
  dead();
}

function iterableThatRaises(work) {
  try {
    for (const item of work()) return;
  } catch {
    live();
  }
  live();
}

function stepOfTheIteratorRaises(items) {
  try {
    for (const item of items) {
    }
  } catch {
    live();
  }
  live();
}

function afterContinue(items) {
  for (const item of items) {
    continue;
    dead();
  }
  live();
}

function afterBreak(keys) {
  for (const key in keys) {
    break;
    dead();
  }
  live();
}

function everyWayThroughTheBodyLeaves(items, flag) {
  for (const item of items) {
    if (flag) break;
    else return;
    dead();
  }
  live();
}

function nestedBreakLeavesOneLoop(items, keys) {
  for (const item of items) {
    for (const key in keys) {
      break;
      dead();
    }
    live();
  }
  live();
}

function targetThatExists(items, holder) {
  for (holder.field of items) live();
  live();
}

function destructuredTarget(work) {
  for (const [name, { field = 1 }] of work()) {
    live();
  }
  live();
}

function bodyExits(items) {
  for (var item of items) {
    process.exit(1);
    dead();
  }
  live();
}
