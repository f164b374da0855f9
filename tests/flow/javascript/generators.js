// Generators: a `yield` hands control out; it may come back as an error, or as a request to return.

function* goesOnAfterAYield() {
  yield 1;
  live();
}

function* mayBeThrownInto() {
  try {
    yield 1;
  } catch {
    live();
  }
  live();
}

function* mayBeClosed() {
  try {
    yield 1;
    process.exit(1);
  } finally {
    live();
  }
  dead();
}

function* closeIsNotSwallowedByAHandler() {
  try {
    try {
      yield 1;
      process.exit(1);
    } catch {
      process.exit(2);
    }
    dead();
  } finally {
    live();
  }
  dead();
}

function* returnEndsIt() {
  yield 1;
  return live();
  dead();
}

function* endless() {
  for (;;) {
    yield 1;
    live();
  }
  dead();
}

function* endlessBehindAFinally() {
  try {
    while (true) yield 1;
    dead();
  } finally {
    live();
  }
  dead();
}

function* breakInAFinallyDiscardsTheClose() {
  for (;;) {
    try {
      yield 1;
    } finally {
      break;
    }
    dead();
  }
  live();
}

function* sentValueIsUnknown() {
  const reply = yield 1;
  if (reply) return live();
  live();
}

function* yieldInACondition() {
  while (yield 1) {
    live();
  }
  live();
}

function* yieldWithoutAValue(items) {
  for (const item of items) {
    yield;
    live();
  }
  live();
}

function* valueComesBeforeTheYield() {
  yield process.exit(1);
  dead();
}

function* yieldInAFinally() {
  try {
    return 1;
  } finally {
    yield 2;
    live();
  }
  dead();
}

function asACallbackItDoesNotRun() {
  new Promise(function* () {
    process.exit(1);
    dead();
  });
  live();
}

function asAnExpression(work) {
  work(function* () {
    yield 1;
    live();
  });
  live();
}
