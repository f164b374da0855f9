// `try` and `catch`: it catches everything, and only what its body raises.

function handlerOfACall(work) {
  try {
    work();
    live();
  } catch (error) {
    live();
  }
  live();
}

function handlerOfAThrow() {
  try {
    throw new Error();
    dead();
  } catch (error) {
    live();
  }
  live();
}

function withoutABinding(work) {
  try {
    work();
  } catch {
    live();
  }
  live();
}

function destructuredBinding(work) {
  try {
    work();
  } catch ({ message, code = 1 }) {
    live();
  }
  live();
}

function bodyReturnsAndHandlerFallsOut(work) {
  try {
    return work();
  } catch {
    live();
  }
  live();
}

function bodyAndHandlerLeave(work) {
  try {
    return work();
  } catch (error) {
    throw error;
  }
  dead();
}

function emptyHandler(work) {
  try {
    return work();
  } catch {}
  live();
}

function emptyBody() {
  try {
  } catch {
    dead();
  }
  live();
}

function literalsCannotRaise() {
  try {
    const value = 1;
    const name = "one";
  } catch {
    dead();
  }
  live();
}

function returnOfALiteralCannotRaise() {
  try {
    return 1;
  } catch {
    dead();
  }
  dead();
}

function throwBeforeTheTryIsNotCaught(work) {
  throw new Error();
  try {
    work();
  } catch {
    dead();
  }
  dead();
}

function errorOfTheHandlerIsNotCaughtAgain(work) {
  try {
    work();
    return;
  } catch {
    throw new Error();
  }
  dead();
}

function onlyAfterTheCallReturned(work) {
  try {
    throw work();
  } catch {
    return live();
  }
  dead();
}

function throwInsideABranch(flag) {
  try {
    if (flag) throw new Error();
    return live();
  } catch {
    live();
  }
  live();
}

// Anything may be thrown, but nobody throws what is no error.
function asksWhetherItIsAnError(work) {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) {
      live();
    } else {
      dead();
    }
    if (error instanceof TypeError) {
      live();
    } else {
      live();
    }
  }
}

function asksWhetherSomethingElseIsAnError(answer) {
  if (answer instanceof Error) {
    live();
  } else {
    live();
  }
}
