// `for await`: every step is awaited, so every step may raise.

async function bodyMayBeSkipped(stream) {
  for await (const item of stream) {
    live();
  }
  live();
}

async function bodyThatReturnsMayBeSkipped(stream) {
  for await (const item of stream) return live();
  live();
}

async function stepMayRaise(stream) {
  try {
    for await (const item of stream) {
    }
  } catch {
    live();
  }
  live();
}

async function iterableThatLeaves() {
  for await (const item of process.exit(1)) {
    dead();
  }
  dead();
}

async function afterBreak(stream) {
  for await (const item of stream) {
    break;
    dead();
  }
  live();
}

async function afterContinue(stream) {
  for await (const item of stream) {
    continue;
    dead();
  }
  live();
}

async function finallyAroundIt(stream) {
  try {
    for await (const item of stream) return live();
    return;
  } finally {
    live();
  }
  dead();
}

async function breakThroughFinally(stream) {
  for await (const item of stream) {
    try {
      break;
    } finally {
      live();
    }
    dead();
  }
  live();
}

async function labelled(stream, items) {
  outer: for await (const chunk of stream) {
    for (const item of items) {
      continue outer;
      dead();
    }
    live();
  }
  live();
}

async function bodyAwaits(stream, wait) {
  for await (const item of stream) {
    if (await wait()) break;
    live();
  }
  live();
}

async function* asAGenerator(stream) {
  for await (const item of stream) {
    yield item;
    live();
  }
  live();
}
