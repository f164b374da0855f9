// A label on any statement: `break` with its name goes right behind it.

function breakOutOfABlock(flag) {
  done: {
    if (flag) break done;
    live();
  }
  live();
}

function restOfTheBlockIsSkipped() {
  done: {
    break done;
    dead();
  }
  live();
}

function blockThatReturnsElse(flag) {
  done: {
    if (flag) break done;
    return;
  }
  live();
}

function blockThatLeaves() {
  done: {
    return;
  }
  dead();
}

function onAnIf(flag, other) {
  test: if (flag) {
    if (other) break test;
    return;
  } else {
    return;
  }
  live();
}

function onASwitch(value, items) {
  choice: switch (value) {
    case 1:
      for (const item of items) break choice;
      return;
    default:
      return;
  }
  live();
}

function onATry(work) {
  attempt: try {
    work();
    break attempt;
    dead();
  } catch {
    return;
  } finally {
    live();
  }
  live();
}

function nestedBlocks(flag) {
  outer: {
    inner: {
      if (flag) break outer;
      break inner;
    }
    live();
    return;
  }
  live();
}

function outOfALoopInsideTheBlock(items) {
  found: {
    for (const item of items) {
      if (item) break found;
      live();
    }
    return;
  }
  live();
}

function plainBreakBelongsToTheLoop(work) {
  for (;;) {
    block: {
      if (work()) break;
      live();
    }
    live();
  }
  live();
}

function continueOutOfABlock(items) {
  for (const item of items) {
    block: {
      continue;
    }
    dead();
  }
  live();
}

function functionInsideTheBlockIsItsOwn(work) {
  done: {
    work(() => {
      return live();
    });
    break done;
  }
  live();
}
