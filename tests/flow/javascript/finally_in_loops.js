// `break` and `continue`, with and without a label, that have to pass a `finally` on their way.

function breakThroughFinally(items) {
  for (const item of items) {
    try {
      break;
    } finally {
      live();
    }
    dead();
  }
  live();
}

function continueThroughFinally(items) {
  for (const item of items) {
    try {
      continue;
    } finally {
      live();
    }
    dead();
  }
  live();
}

function returnDoesNotBecomeABreak(work) {
  while (true) {
    try {
      return work();
    } finally {
      live();
    }
    dead();
  }
  dead();
}

function returnAndContinueButNoBreak(flag) {
  for (;;) {
    try {
      if (flag) return;
      continue;
    } finally {
      live();
    }
    dead();
  }
  dead();
}

function breakAndReturn(flag) {
  for (;;) {
    try {
      if (flag) break;
      return;
    } finally {
      live();
    }
    dead();
  }
  live();
}

function labelledBreakThroughTwo(items) {
  outer: for (;;) {
    try {
      for (const item of items) {
        try {
          break outer;
        } finally {
          live();
        }
        dead();
      }
    } finally {
      live();
    }
    live();
  }
  live();
}

function labelledContinueThroughOne(items) {
  outer: for (const item of items) {
    for (;;) {
      try {
        continue outer;
      } finally {
        live();
      }
      dead();
    }
    dead();
  }
  live();
}

function breakOfASwitchThroughFinally(value) {
  switch (value) {
    case 1:
      try {
        break;
      } finally {
        live();
      }
      dead();
    default:
      return;
  }
  live();
}

function onlyTheHandlerGoesOn(work) {
  for (;;) {
    try {
      return work();
    } catch {
      continue;
    } finally {
      live();
    }
    dead();
  }
  dead();
}
