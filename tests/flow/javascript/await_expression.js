// `await`: it goes on, or it raises.

async function goesOn(wait) {
  await wait();
  live();
}

async function mayRaise(task) {
  try {
    await task;
  } catch {
    live();
  }
  live();
}

async function afterReturnAwait(wait) {
  return await wait();
  dead();
}

async function returnAwaitInATry(task) {
  try {
    return await task;
  } catch {
    live();
  }
  live();
}

async function returnWithoutAwaitIsNotCaught(task) {
  try {
    return task;
  } catch {
    dead();
  }
  dead();
}

async function bodyAndHandlerLeave(wait) {
  try {
    return await wait();
  } catch (error) {
    throw error;
  }
  dead();
}

async function finallyAroundIt(task) {
  try {
    await task;
    process.exit(1);
  } finally {
    live();
  }
  dead();
}

async function operandComesFirst() {
  await process.exit(1);
  dead();
}

async function inACondition(wait) {
  if (await wait()) {
    live();
  } else {
    live();
  }
}

async function inAnEndlessLoop(wait) {
  for (;;) {
    await wait();
    live();
  }
  dead();
}

async function behindAShortCircuit(flag, task) {
  try {
    flag && (await task);
  } catch {
    live();
  }
  live();
}

async function inAFinally(wait) {
  try {
    return await wait();
  } finally {
    await wait();
    live();
  }
  dead();
}

async function ofSeveral(wait) {
  const [first, second] = await Promise.all([wait(), wait()]);
  live();
}

async function arrowFunction(work) {
  work(async (wait) => {
    await wait();
    live();
  });
  live();
}

async function arrowFunctionWithoutABlock(work) {
  work(async (task) =>
    (await task) ?
      live()
    : live(),
  );
}

function inAFunctionExpression(work) {
  work(async function (wait) {
    try {
      await wait();
    } finally {
      live();
    }
    live();
  });
  live();
}
