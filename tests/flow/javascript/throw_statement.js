// `throw`, whatever it throws.

function ofANewError() {
  throw new Error("no");
  dead();
}

function ofAName(error) {
  throw error;
  dead();
}

function ofAText() {
  throw "no";
  dead();
}

function ofAnObject() {
  throw { code: 1 };
  dead();
}

function valueFirst() {
  throw new Error(
    live(),
  );
}

function ofAnAwaitedValue(work) {
  work(async (wait) => {
    throw await wait();
    dead();
  });
  live();
}

function ofAConditionalValue(flag, error) {
  throw flag
    ? live()
    : error;
  dead();
}

function inEveryBranch(flag) {
  if (flag) {
    throw new Error();
  } else {
    throw new TypeError();
  }
  dead();
}

function inABranchWithoutBraces(flag) {
  if (flag) throw new Error();
  live();
}

function inALoop(items) {
  for (const item of items) {
    throw item;
    dead();
  }
  live();
}

function inAnEndlessLoop() {
  for (;;) throw new Error();
  dead();
}

function inASwitch(value) {
  switch (value) {
    case 1:
      throw new Error();
      dead();
    case 2:
      live();
  }
  live();
}

function ofTheCaughtError(work) {
  try {
    return work();
  } catch (error) {
    error.seen = true;
    throw error;
    dead();
  }
  dead();
}

function wrapped(work) {
  try {
    return work();
  } catch (cause) {
    throw new Error("wrapped", { cause });
  }
  dead();
}

function afterThrowNothingIsRun(flag, items) {
  throw new Error();
  dead();
  if (flag) dead();
  for (const item of items) dead();
  try {
    dead();
  } catch {
    dead();
  } finally {
    dead();
  }
  dead();
}
