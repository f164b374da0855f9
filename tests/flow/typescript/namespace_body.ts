// The body of a namespace runs in place, and an error in it leaves the module.

namespace First {
  live();
  export const value = live();
  for (const name of ["first", "second"]) {
    if (name === "first") continue;
    live();
  }
  export namespace Inner {
    live();
  }
  function inner() {
    return 1;
  }
  live();
}

namespace Empty {}

declare namespace Foreign {
  function inner(): void;
  const value: number;
}

namespace Guarded {
  try {
    live();
  } catch {
    live();
  }
}

live();

namespace Failing {
  throw new Error();
  dead();
}

dead();
