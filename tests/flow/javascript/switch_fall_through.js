// A case without `break` runs into the next one, wherever the default stands.

function intoTheNextCase(value) {
  switch (value) {
    case 1:
      live();
    case 2:
      live();
      break;
    case 3:
      return;
  }
  live();
}

function sharedBody(value) {
  switch (value) {
    case 1:
    case 2:
      return live();
    default:
      return live();
  }
  dead();
}

function intoTheDefault(value) {
  switch (value) {
    case 1:
      live();
    default:
      return live();
  }
  dead();
}

function defaultInTheMiddle(value) {
  switch (value) {
    case 1:
      return;
    default:
      live();
    case 2:
      live();
  }
  live();
}

function defaultFirst(value) {
  switch (value) {
    default:
      live();
    case 1:
      return;
  }
  dead();
}

function defaultFirstThatReturns(value) {
  switch (value) {
    default:
      return;
    case 1:
      live();
  }
  live();
}

function fallThroughStopsAtAReturn(flag) {
  switch (flag) {
    case true:
      return;
      dead();
    case false:
      live();
  }
  live();
}

function emptyDefaultAtTheEnd(value) {
  switch (value) {
    case 1:
      return;
    default:
  }
  live();
}

function conditionalBreak(value, flag) {
  switch (value) {
    case 1:
      if (flag) break;
    default:
      return live();
  }
  live();
}

function blockAroundACase(value) {
  switch (value) {
    case 1: {
      live();
      break;
    }
    case 2: {
      return;
    }
    default: {
      throw new Error();
    }
  }
  live();
}

function everyPathReturnsThroughFallThrough(value) {
  switch (value) {
    case 1:
    case 2:
      live();
    case 3:
      return;
    default:
      return;
  }
  dead();
}
