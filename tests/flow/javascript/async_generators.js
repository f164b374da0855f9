// Asynchronous generators: every `yield` and every `await` is a place where they may be left.

async function* goesOn(wait) {
  yield await wait();
  live();
}

async function* awaitMayRaise(wait) {
  try {
    yield await wait();
  } catch {
    live();
  }
  live();
}

async function* mayBeClosed() {
  try {
    yield 1;
    process.exit(1);
  } finally {
    live();
  }
  dead();
}

async function* endless(wait) {
  try {
    for (;;) {
      yield await wait();
      live();
    }
    dead();
  } finally {
    live();
  }
  dead();
}

async function* returnEndsIt(wait) {
  yield 1;
  return wait();
  dead();
}

async function* overAStream(stream) {
  for await (const item of stream) {
    if (item) continue;
    yield item;
    live();
  }
  live();
}

async function* catchAroundTheLoop(stream) {
  try {
    for await (const item of stream) yield item;
  } catch {
    return live();
  }
  live();
}

function asAMethod(work) {
  const holder = {
    async *steps(wait) {
      yield await wait();
      live();
    },
  };
  work(holder.steps);
  live();
}

function asAnExpression(work) {
  work(async function* (wait) {
    yield await wait();
    live();
  });
  live();
}
