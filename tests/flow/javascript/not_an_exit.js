// Calls that look like the end of the process and are not.

function methodOfSomethingElse(child) {
  child.exit(1);
  live();
}

function processOfSomethingElse(child) {
  child.process.exit(1);
  live();
}

function nameThatIsAParameter(process) {
  process.exit(1);
  live();
}

function nameBoundHere(work) {
  const process = work();
  process.exit(1);
  live();
}

function nameOfAnOuterFunction(work) {
  const process = { exit: work };
  work(() => {
    process.exit(1);
    live();
  });
}

function mentionedButNotCalled() {
  const leave = process.exit;
  live();
  return leave;
}

function handedOverAsACallback(child) {
  child.on("end", process.exit);
  live();
}

function otherMemberOfTheProcess() {
  process.on("exit", () => live());
  live();
}

function exitCodeIsOnlyANumber() {
  process.exitCode = 1;
  live();
}

function plainNameThatIsAParameter(exit) {
  exit(1);
  live();
}

function textThatNamesIt() {
  "process.exit(1)";
  `process.exit(1)`;
  // process.exit(1)
  /process.exit(1)/;
  live();
}
