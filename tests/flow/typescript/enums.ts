// Enums: the values of their members run in place.

function plainEnumMovesNothing(flag: boolean) {
  enum Kind {
    First,
    Second = 5,
    Third = "three",
  }
  if (flag) return Kind.First;
  live();
}

function computedMemberRuns() {
  enum Kind {
    First = live(),
    Second = live(),
  }
  live();
}

function computedMemberThatLeaves() {
  enum Kind {
    First = process.exit(1),
    Second = dead(),
  }
  dead();
}

function computedMemberMayRaise(work: () => number) {
  try {
    enum Kind {
      First = work(),
    }
  } catch {
    live();
  }
  live();
}

function constantEnumMovesNothing() {
  const enum Kind {
    First = 1 << 2,
    Second = First | 1,
  }
  live();
}

function enumBehindAReturn() {
  return 1;
  enum Kind {
    First = dead(),
  }
  dead();
}

function enumInALoop(items: Iterable<number>) {
  for (const item of items) {
    enum Kind {
      First = live(),
    }
    if (item === Kind.First) break;
    live();
  }
  live();
}

function switchOverAnEnumMayFitNoCase(value: number) {
  enum Kind {
    First,
    Second,
  }
  switch (value) {
    case Kind.First:
      return;
    case Kind.Second:
      return;
  }
  live();
}
