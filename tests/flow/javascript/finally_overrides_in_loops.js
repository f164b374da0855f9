// `break` and `continue` inside a `finally` discard what was pending, and so may end or prolong a loop.

function breakSwallowsTheReturn(items) {
  for (const item of items) {
    try {
      return;
    } finally {
      break;
    }
    dead();
  }
  live();
}

function breakSwallowsTheError() {
  while (true) {
    try {
      throw new Error();
    } finally {
      break;
    }
  }
  live();
}

function continueSwallowsTheReturn(items) {
  for (const item of items) {
    try {
      return;
    } finally {
      continue;
    }
    dead();
  }
  live();
}

function continueSwallowsTheBreak(work) {
  while (work()) {
    try {
      break;
    } finally {
      continue;
    }
    dead();
  }
  live();
}

function endlessBecauseContinueSwallowsTheOnlyBreak(work) {
  while (true) {
    try {
      work();
      break;
    } finally {
      continue;
    }
    dead();
  }
  dead();
}

function conditionalBreakLetsTheReturnGoOn(flag) {
  while (true) {
    try {
      return;
    } finally {
      if (flag) break;
    }
    dead();
  }
  live();
}

function outerBreakSwallowsTheInnerContinue(items) {
  outer: for (;;) {
    for (const item of items) {
      try {
        continue;
      } finally {
        break outer;
      }
      dead();
    }
    live();
  }
  live();
}

function outerContinueSwallowsTheReturn(work) {
  outer: while (work()) {
    for (;;) {
      try {
        return;
      } finally {
        continue outer;
      }
    }
    dead();
  }
  live();
}

function breakInsideTheFinallyOfAnInnerLoopStaysInside(items) {
  while (true) {
    try {
      return;
    } finally {
      for (const item of items) break;
      live();
    }
    dead();
  }
  dead();
}
