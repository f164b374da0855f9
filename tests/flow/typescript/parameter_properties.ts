// Parameters that are fields, too: their defaults run when the object is made.

class Point {
  constructor(
    private first = live(),
    public readonly second: boolean = live(),
    protected third?: number,
  ) {
    live();
  }
}

class Failing {
  constructor(
    readonly flag: boolean,
    private value: number = process.exit(1),
  ) {
    live();
  }
}

class Throwing {
  constructor(private readonly value: number) {
    if (value) throw new Error();
    live();
  }
}

class Empty {
  constructor(private readonly value = live()) {}
}

function notWhereTheClassStands() {
  class Inner {
    constructor(private value = process.exit(1)) {}
  }
  live();
  return 1;
}

function typedDefaults(flag: boolean, value: number = process.exit(1), { field = live() }: any = {}) {
  live();
}

function typedDefaultOfAnArrowFunction(work: (callback: unknown) => void) {
  work(
    <T>(
      value: T | boolean = live(),
    ): T | boolean => {
      return live();
      dead();
    },
  );
  live();
}

function optionalAndThis(work: (callback: unknown) => void) {
  work(function (this: unknown, value?: number): void {
    if (value === undefined) return live();
    live();
  });
  live();
}
