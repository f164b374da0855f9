// `??` and the assigning operators `??=`, `&&=`, `||=`: each may skip its right side.

function rightOfNullishMayRun(maybe) {
  maybe ?? live();
  live();
}

function exitMayBeSkipped(maybe) {
  maybe ?? process.exit(1);
  live();
}

function exitOnTheLeftIsNotSkipped() {
  process.exit(1) ?? 2;
  dead();
}

function nullNeedsItsRightSide() {
  null ?? live();
  live();
}

function chain(maybe, value) {
  maybe ?? value ?? live();
  live();
}

function inATest(maybe, flag) {
  if (maybe ?? flag) {
    live();
  } else {
    live();
  }
}

function nullishAssignmentMayRun(maybe) {
  maybe ??= live();
  live();
}

function nullishAssignmentMayBeSkipped(maybe) {
  maybe ??= process.exit(1);
  live();
}

function andAssignmentMayBeSkipped(flag) {
  flag &&= process.exit(1);
  live();
}

function orAssignmentMayBeSkipped(flag) {
  flag ||= process.exit(1);
  live();
}

function assignmentToAFieldMayBeSkipped(holder) {
  holder.field ??= process.exit(1);
  live();
}

function plainAssignmentIsNotSkipped(value) {
  value = process.exit(1);
  dead();
}

function arithmeticAssignmentIsNotSkipped(value) {
  value += process.exit(1);
  dead();
}

function rightSideMayRaise(maybe, work) {
  try {
    maybe ??= work();
  } catch {
    live();
  }
  live();
}
