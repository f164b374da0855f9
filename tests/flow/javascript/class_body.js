// A class definition runs in place: what it extends, its computed names, its static fields.

function definitionFallsOut() {
  class Inner {}
  live();
}

function baseRunsFirst() {
  class Inner extends process.exit(1) {
    static field = dead();
  }
  dead();
}

function baseMayRaise(work) {
  try {
    class Inner extends work() {}
  } catch {
    live();
  }
  live();
}

function computedNameRuns() {
  class Inner {
    [live()]() {}
  }
  live();
}

function computedNameThatLeaves() {
  class Inner {
    [process.exit(1)]() {}
  }
  dead();
}

function staticFieldRuns() {
  class Inner {
    static field = live();
    static #hidden = live();
  }
  live();
}

function staticFieldThatLeaves() {
  class Inner {
    static field = process.exit(1);
  }
  dead();
}

function staticFieldMayRaise(work) {
  try {
    class Inner {
      static field = work();
    }
  } catch {
    live();
  }
  live();
}

function fieldOfAnInstanceDoesNotRunHere() {
  class Inner {
    field = process.exit(1);
  }
  live();
  return Inner;
}

function classExpression(work) {
  work(
    class extends work(live()) {
      static field = live();
    },
  );
  live();
}

function classExpressionThatLeaves(work) {
  work(class extends process.exit(1) {});
  dead();
}

function classInALoop(items) {
  for (const item of items) {
    class Inner {
      static field = live();
    }
    if (item) break;
    live();
  }
  live();
}
