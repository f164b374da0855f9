// Calls in every corner of an expression: each runs where it stands, and one that exits ends the path there.

function argument(work) {
  work(process.exit(1));
  dead();
}

function spreadArgument(work) {
  work(...process.exit(1));
  dead();
}

function receiver() {
  process.exit(1).method();
  dead();
}

function earlierArgumentEndsIt(work) {
  work(
    live(),
    process.exit(1),
    dead(),
  );
}

function constructorArgument(work) {
  new work(process.exit(1));
  dead();
}

function constructedThing() {
  new (process.exit(1))();
  dead();
}

function list() {
  const found = [1, live()];
  const other = [, process.exit(1)];
  dead();
}

function subscript(items) {
  items[process.exit(1)];
  dead();
}

function member() {
  process.exit(1).name;
  dead();
}

function arithmetic() {
  1 + process.exit(1);
  dead();
}

function comparison(value) {
  value === process.exit(1);
  dead();
}

function unaryOperators() {
  !live();
  typeof live();
  void live();
  -process.exit(1);
  dead();
}

function deletion(holder) {
  delete holder[process.exit(1)];
  dead();
}

function assignmentTarget(holder) {
  holder[process.exit(1)] = 1;
  dead();
}

function increment(holder) {
  holder[process.exit(1)]++;
  dead();
}

function declaration() {
  const first = live(),
    second = process.exit(1),
    third = dead();
}

function regularExpressionsAndNumbers(value) {
  /live/.test(value), 1n, 0x1f;
  live();
}

function overSeveralLines(work) {
  work(1)
    .with(live())
    .done(
      live(),
    );
  live();
}
