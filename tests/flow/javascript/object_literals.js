// Object literals: values and computed names run in place; methods and accessors are functions of their own.

function valueThatLeaves() {
  const holder = { field: process.exit(1) };
  dead();
}

function valuesInTheirOrder() {
  const holder = {
    first: live(),
    second: process.exit(1),
    third: dead(),
  };
}

function computedName() {
  const holder = {
    [live()]: live,
    [process.exit(1)]: 2,
  };
  dead();
}

function spread() {
  const holder = { ...process.exit(1) };
  dead();
}

function methodDoesNotRunHere(work) {
  const holder = {
    leave() {
      process.exit(1);
      dead();
    },
  };
  live();
  return holder.leave;
}

function method(work) {
  const holder = {
    method() {
      return live();
      dead();
    },
    async later(wait) {
      await wait();
      live();
    },
    *steps() {
      yield 1;
      live();
    },
  };
  work(holder.method, holder.later, holder.steps);
}

function accessors(work) {
  const holder = {
    get field() {
      return live();
      dead();
    },
    set field(value) {
      live();
    },
  };
  work(() => (holder.field = holder.field));
  live();
}

function functionsAsValues(work) {
  const holder = {
    arrow: () => live(),
    plain: function () {
      throw new Error();
      dead();
    },
  };
  work(holder.arrow);
  live();
}
