// `?.`: when the left side is null or undefined, the whole rest of the chain is skipped.

function argumentMayNotRun(maybe) {
  maybe?.method(process.exit(1));
  live();
}

function argumentMayRun(maybe) {
  maybe?.method(live());
  live();
}

function optionalCallMayBeSkipped(maybe) {
  maybe?.(process.exit(1));
  live();
}

function optionalElementMayBeSkipped(maybe) {
  maybe?.[process.exit(1)];
  live();
}

function plainCallIsNotSkipped(maybe) {
  maybe.method(process.exit(1));
  dead();
}

function restOfTheChainIsSkippedToo(maybe) {
  maybe?.first.second(process.exit(1)).third();
  live();
}

function restOfALongChainIsSkippedToo(maybe) {
  maybe?.first?.second.third[process.exit(1)];
  live();
}

function parenthesesEndTheChain(maybe) {
  (maybe?.first).second;
  live();
}

function exitBeforeTheMarkIsNotSkipped(work) {
  work(process.exit(1))?.method();
  dead();
}

function exitInTheReceiver() {
  process.exit(1)?.method(dead());
  dead();
}

function chainInATest(maybe) {
  if (maybe?.ready) {
    return live();
  }
  live();
}

function chainWithADefault(maybe) {
  maybe?.first ?? process.exit(1);
  live();
}

function optionalMethodOfAMethod(maybe) {
  maybe?.method?.(
    live(),
  );
  live();
}

function mayRaise(maybe) {
  try {
    maybe?.method();
  } catch {
    live();
  }
  live();
}

function awaited(maybe) {
  const result = maybe?.method(process.exit(1)) ?? 1;
  live();
  return result;
}

function deletion(maybe) {
  delete maybe?.[process.exit(1)];
  live();
}
