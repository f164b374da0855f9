// `yield*`: the inner generator may end, fail, or be closed through us.

function* goesOn(items) {
  yield* items;
  live();
}

function* mayRaise(items) {
  try {
    yield* items;
  } catch {
    live();
  }
  live();
}

function* mayBeClosed(items) {
  try {
    yield* items;
    process.exit(1);
  } finally {
    live();
  }
  dead();
}

function* itsValueMayBeReturned(items) {
  return yield* items;
  dead();
}

function* operandComesFirst() {
  yield* process.exit(1);
  dead();
}

function* inALoop(items) {
  for (const item of items) {
    yield* [item, item];
    live();
  }
  live();
}

function* inAnEndlessLoop(items) {
  while (true) {
    yield* items;
    live();
  }
  dead();
}

function* inACondition(items) {
  if (yield* items) {
    live();
  } else {
    live();
  }
}

async function* inAnAsynchronousGenerator(stream) {
  try {
    yield* stream;
  } catch {
    live();
  } finally {
    live();
  }
  live();
}

function* inAnArgument(work, items) {
  work(yield* items);
  live();
}
