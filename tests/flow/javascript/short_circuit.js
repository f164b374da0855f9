// `&&`, `||`: the right side runs only when the left one lets it.

function rightOfAndMayRun(flag) {
  flag && live();
  live();
}

function rightOfOrMayRun(flag) {
  flag || live();
  live();
}

function falseAnd() {
  false && dead();
  live();
}

function trueOr() {
  true || dead();
  live();
}

function trueAnd() {
  true && live();
  live();
}

function falseOr() {
  false || live();
  live();
}

function numbersAndNull() {
  0 && dead();
  null && dead();
  1 || dead();
  live();
}

function exitOnTheRightMayBeSkipped(flag) {
  flag && process.exit(1);
  live();
}

function exitOnTheLeftIsNotSkipped(flag) {
  process.exit(1) && flag;
  dead();
}

function exitBehindTrue() {
  true && process.exit(1);
  dead();
}

function exitBehindFalse() {
  false || process.exit(1);
  dead();
}

function anyLinkOfAChainMayStopIt(flag, other) {
  flag && other && process.exit(1);
  live();
}

function mixedChain(flag, other) {
  (flag || process.exit(1)) && other;
  live();
}

function exitsOnBothWays(flag) {
  (flag && process.exit(1)) || process.exit(2);
  dead();
}

function inATest(flag, work) {
  if (flag && work()) {
    live();
  } else {
    live();
  }
}

function inALoopTest(flag, work) {
  while (flag && work()) {
    live();
  }
  live();
}

function negation(flag) {
  if (!flag) return live();
  live();
}

function inAReturn(flag) {
  return flag &&
    live();
}

function inAnArgument(flag, work) {
  work(flag || process.exit(1));
  live();
}

function bitwiseOperatorsDoNotShortCircuit(flag) {
  flag & process.exit(1);
  dead();
}
