// Parameters: a default runs inside the function, before its body, and only where nothing was given.

function defaultMayBeSkipped(flag, value = process.exit(1)) {
  live();
}

function defaultMayRun(flag, value = live()) {
  live();
}

function defaultInAnObjectPattern({ field = process.exit(1) } = {}) {
  live();
}

function defaultInAListPattern([first = live(), ...rest] = []) {
  live();
}

function rest(first, ...others) {
  if (others.length) return live();
  live();
}

function defaultsOfTheInnerFunctionRunThere(work) {
  function inner(value = process.exit(1)) {
    live();
  }
  live();
  return inner;
}

function defaultOfAGenerator(work) {
  work(function* (value = live()) {
    yield value;
    live();
  });
  live();
}

function defaultOfAMethod() {
  class Inner {
    method(value = process.exit(1)) {
      live();
    }
  }
  live();
  return new Inner().method;
}

function defaultThatIsAFunction(work, callback = () => live()) {
  work(callback);
  live();
}

function defaultOfAnArrowFunction(work) {
  work((
    value = live(),
  ) => {
    live();
  });
  live();
}
