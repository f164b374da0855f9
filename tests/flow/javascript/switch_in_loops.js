// `switch` inside a loop: `break` is its own, `continue` is the loop's.

function breakBelongsToTheSwitchNotTheLoop(value) {
  for (;;) {
    switch (value) {
      case 1:
        break;
      default:
        return;
    }
    live();
  }
  dead();
}

function continueBelongsToTheLoop(items) {
  for (const item of items) {
    switch (item) {
      case 1:
        continue;
      default:
        continue;
    }
    dead();
  }
  live();
}

function onlyBreaksSoTheLoopNeverEnds(value, work) {
  while (true) {
    switch (work()) {
      case 1:
        break;
      case 2:
        live();
    }
    live();
  }
  dead();
}

function labelledBreakLeavesTheLoop(work) {
  loop: for (;;) {
    switch (work()) {
      case 1:
        break loop;
        dead();
      default:
        continue loop;
    }
    dead();
  }
  live();
}

function loopInsideACaseKeepsItsBreak(value, items) {
  switch (value) {
    case 1:
      for (const item of items) break;
      live();
    case 2:
      return;
    default:
      throw new Error();
  }
  dead();
}

function switchInASwitch(value, flag) {
  switch (value) {
    case 1:
      switch (flag) {
        case true:
          break;
        default:
          return;
      }
      live();
      break;
    default:
      return;
  }
  live();
}

function continueOfADoGoesToItsTest(value) {
  do {
    switch (value) {
      default:
        continue;
    }
    dead();
  } while (
    live()
  );
  live();
}
