// `using` and `await using`: something is disposed when the block is left, which changes no way out.

function fallsOut(work) {
  using handle = work();
  live();
}

function returns(work) {
  using handle = work();
  return live();
  dead();
}

function throws(work) {
  {
    using handle = work();
    throw new Error();
    dead();
  }
  dead();
}

function valueThatLeaves() {
  using handle = process.exit(1);
  dead();
}

function valueThatRaises(work) {
  try {
    using handle = work();
  } catch {
    live();
  }
  live();
}

function errorIsNotSuppressed(work) {
  try {
    using handle = work();
    throw new Error();
  } catch {
    live();
  }
  live();
}

function severalNames(work) {
  using first = work(), second = work(live());
  live();
}

function inABlock(work, flag) {
  if (flag) {
    using handle = work();
    return;
  }
  live();
}

function inALoop(work, items) {
  for (const item of items) {
    using handle = work(item);
    if (item) break;
    continue;
    dead();
  }
  live();
}

async function awaited(work) {
  await using handle = work();
  live();
}

async function awaitedInABlock(work) {
  {
    await using handle = work();
    return live();
  }
  dead();
}

async function awaitedThenThrown(work) {
  try {
    await using handle = work();
    throw new Error();
    dead();
  } finally {
    live();
  }
  dead();
}
