// Handlers inside handlers: where an error goes that was raised while one was handled.

function errorInAHandlerGoesOut(work) {
  try {
    try {
      work();
      return;
    } catch {
      throw new Error();
    }
    dead();
  } catch {
    live();
  }
  live();
}

function innerHandlerThatSwallows() {
  try {
    try {
      throw new Error();
    } catch {}
    return 1;
  } catch {
    dead();
  }
  dead();
}

function handlerThatMayRethrow(work, flag) {
  try {
    try {
      work();
    } catch (error) {
      if (flag) throw error;
    }
    live();
  } catch {
    live();
  }
  live();
}

function innerFinallyComesFirst(work) {
  try {
    try {
      work();
    } finally {
      live();
    }
    live();
  } catch {
    live();
  }
  live();
}

function tryInAHandler(work) {
  try {
    work();
  } catch {
    try {
      work();
    } catch {
      live();
    }
    live();
  }
  live();
}

function tryInAFinally(work) {
  try {
    return 1;
  } finally {
    try {
      work();
    } catch {
      live();
    }
    live();
  }
  dead();
}

function rethrowThroughAFinally(work) {
  try {
    try {
      return work();
    } catch (error) {
      throw error;
    } finally {
      live();
    }
    dead();
  } catch {
    live();
  }
  live();
}
