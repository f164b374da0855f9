// `test ? a : b`: the test comes first, then one arm only.

function eitherArm(flag) {
  return flag
    ? live()
    : live();
}

function trueTakesTheFirst() {
  return true
    ? live()
    : dead();
}

function falseTakesTheSecond() {
  return false
    ? dead()
    : live();
}

function zeroAndNull() {
  0 ? dead() : 1;
  null ? dead() : 1;
  live();
}

function oneArmExits(flag) {
  const value = flag ? process.exit(1) : 0;
  live();
  return value;
}

function bothArmsExit(flag) {
  const value = flag ? process.exit(1) : process.exit(2);
  dead();
  return value;
}

function testComesBeforeTheArms() {
  return process.exit(1)
    ? dead()
    : dead();
}

function nested(value) {
  const found = value === 1 ? 1 : value === 2 ? 2 : process.exit(3);
  live();
  return found;
}

function nestedExitsInEveryArm(value) {
  const found = value === 1 ? process.exit(1) : value === 2 ? process.exit(2) : process.exit(3);
  dead();
  return found;
}

function nestedInTheFirstArm(flag, other) {
  const found = flag ? (other ? process.exit(1) : process.exit(2)) : process.exit(3);
  dead();
  return found;
}

function knownTestInsideAChain(flag) {
  return flag
    ? live()
    : true
    ? live()
    : dead();
}

function asAnArgument(flag, work) {
  work(1, flag ? process.exit(1) : 2);
  live();
}

function asAStatement(flag) {
  flag ? process.exit(1) : undefined;
  live();
}

function inATest(flag, other) {
  if (flag ? other : process.exit(1)) return live();
  live();
}

function arrowWithAConditionalBody(work, flag) {
  work(() =>
    flag
      ? live()
      : live(),
  );
}
