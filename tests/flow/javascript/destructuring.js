// Patterns: a default runs only where nothing was found, a computed name always.

function defaultMayBeSkipped(holder) {
  const { field = process.exit(1) } = holder;
  live();
}

function defaultMayRun(holder) {
  const {
    field = live(),
  } = holder;
  live();
}

function defaultInAList(items) {
  const [first = process.exit(1), ...rest] = items;
  live();
}

function nestedDefault(holder) {
  const { inner: { field = process.exit(1) } = {} } = holder;
  live();
}

function computedName(holder) {
  const { [process.exit(1)]: field } = holder;
  dead();
}

function valueComesFirst() {
  const {
    field = dead(),
  } = process.exit(1);
  dead();
}

function inAnAssignment(holder) {
  let field;
  ({ field = process.exit(1) } = holder);
  live();
}

function inAnAssignmentOfAList(items, holder) {
  [holder.first = process.exit(1), holder.second] = items;
  live();
}

function inALoop(work) {
  for (const { field = process.exit(1) } of work()) {
    live();
  }
  live();
}

function inAParameter(work) {
  work(({ field = live() }) => {
    live();
  });
  live();
}

function inACatch(work) {
  try {
    work();
  } catch ({ code = process.exit(1) }) {
    live();
  }
  live();
}
