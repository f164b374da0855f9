// Decorators run where the class stands.

function onAClass(decorate) {
  @decorate(live())
  class Inner {}
  live();
}

function thatLeaves(decorate) {
  @decorate(process.exit(1))
  class Inner {}
  dead();
}

function thatRaises(decorate) {
  try {
    @decorate
    class Inner {}
  } catch {
    live();
  }
  live();
}

function onAMethod(decorate) {
  class Inner {
    @decorate(live())
    method() {
      return 1;
    }
  }
  live();
}

function onAMethodThatLeaves(decorate) {
  class Inner {
    @decorate(process.exit(1))
    method() {}
  }
  dead();
}

function onAField(decorate) {
  class Inner {
    @decorate(live())
    field = 1;
  }
  live();
}

function onAStaticFieldThatRaises(decorate) {
  try {
    class Inner {
      @decorate(1) static field = 1;
    }
  } catch {
    live();
  }
  live();
}

function onAClassExpression(decorate, work) {
  work(@decorate(process.exit(1)) class {});
  dead();
}

function several(decorate) {
  @decorate(live())
  @decorate(process.exit(1))
  @decorate(dead())
  class Inner {}
  dead();
}

function bodyOfTheMethodIsItsOwn(decorate, work) {
  class Inner {
    @decorate
    method() {
      return live();
      dead();
    }
  }
  work(new Inner().method);
  live();
}
