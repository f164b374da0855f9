// `a, b`: both run, in their order.

function bothRun() {
  live(),
  live();
  live();
}

function firstThatLeaves() {
  process.exit(1), 2;
  dead();
}

function lastThatLeaves() {
  1, process.exit(1);
  dead();
}

function nothingRunsBehindAnExit() {
  process.exit(1),
  dead();
  dead();
}

function inParentheses(work) {
  work((
    live(),
    live()
  ));
  live();
}

function inAReturn() {
  return (
    live(),
    live()
  );
}

function inAThrow() {
  throw (
    live(),
    new Error()
  );
}

function behindAShortCircuit(flag) {
  flag && (live(), process.exit(1));
  live();
}

function inAConditional(flag) {
  flag ? (live(), process.exit(1)) : process.exit(2);
  dead();
}

function inATest(work) {
  if (work(), work()) {
    live();
  } else {
    live();
  }
}

function inALoopTest(work) {
  while (live(), work()) {
    live();
  }
  live();
}

function minifiedGuard(flag, work) {
  return flag || (work(), process.exit(1)),
    live();
}
