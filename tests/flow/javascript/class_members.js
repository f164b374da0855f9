// Methods, accessors and constructors are functions of their own.

class Members {
  constructor(flag) {
    if (flag) return;
    live();
  }

  method() {
    return live();
    dead();
  }

  *steps(items) {
    yield* items;
    live();
  }

  async later(wait) {
    try {
      await wait();
    } catch {
      return live();
    }
    live();
  }

  get value() {
    throw new Error();
    dead();
  }

  set value(given) {
    if (given) throw new Error();
    live();
  }

  #hidden() {
    live();
  }

  reveal() {
    this.#hidden();
    live();
  }

  static make(value) {
    switch (value) {
      case 1:
        return live();
    }
    live();
  }

  static async *stream(stream) {
    for await (const item of stream) yield live();
  }

  ["computed" + 1](value = live()) {
    live();
  }

  arrow = () => {
    return live();
    dead();
  };

  handler = async (task) => {
    try {
      return await task;
    } finally {
      live();
    }
    dead();
  };
}

function methodsDoNotLeaveTheFunctionAround(work) {
  class Inner {
    leave() {
      process.exit(1);
      dead();
    }
  }
  live();
  return Inner;
}

function membersOfAnInnerClass(work) {
  class Inner extends Object {
    constructor() {
      super();
      live();
    }

    fail() {
      throw new Error();
      dead();
    }
  }
  work(new Inner());
  live();
}
