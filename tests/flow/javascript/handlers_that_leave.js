// Handlers that return, go round again, or end the process.

function everyHandlerOfBothLeaves(work) {
  try {
    try {
      return work();
    } catch {
      return;
    }
    dead();
  } catch {
    return;
  }
  dead();
}

function retry(work) {
  for (;;) {
    try {
      return work();
    } catch {
      live();
    }
    live();
  }
  dead();
}

function handlerThatExits(work) {
  try {
    work();
  } catch {
    process.exit(1);
  }
  live();
}

function handlerThatBreaks(work) {
  for (;;) {
    try {
      work();
    } catch {
      break;
    }
    live();
  }
  live();
}

function handlerThatContinues(work, items) {
  for (const item of items) {
    try {
      work(item);
    } catch {
      continue;
    }
    live();
  }
  live();
}

function onlyTheHandlerReturns(work) {
  while (true) {
    try {
      work();
    } catch {
      return live();
    }
  }
  dead();
}

function handlerThatLeavesInOneBranch(work, flag) {
  try {
    work();
  } catch (error) {
    if (flag) return;
    else if (error) throw error;
  }
  live();
}
