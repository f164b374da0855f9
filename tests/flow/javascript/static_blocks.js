// `static { }`: a block that runs when the class is defined, in place.

function runs() {
  class Inner {
    static {
      live();
    }
  }
  live();
}

function thatThrows() {
  class Inner {
    static {
      throw new Error();
      dead();
    }
  }
  dead();
}

function thatExits() {
  class Inner {
    static {
      process.exit(1);
    }
  }
  dead();
}

function errorIsCaughtAroundTheClass(work) {
  try {
    class Inner {
      static {
        work();
      }
    }
  } catch {
    live();
  }
  live();
}

function branchInside(flag) {
  class Inner {
    static {
      if (flag) {
        live();
      } else {
        live();
      }
    }
  }
  live();
}

function oneThrowsBeforeTheNext() {
  class Inner {
    static {
      throw new Error();
    }

    static {
      dead();
    }
  }
  dead();
}

function betweenStaticFields() {
  class Inner {
    static first = live();

    static {
      process.exit(1);
    }

    static second = dead();
  }
  dead();
}

function tryInside(work) {
  class Inner {
    static {
      try {
        work();
      } catch {
        live();
      } finally {
        live();
      }
      live();
    }
  }
  live();
}

function loopInsideKeepsItsBreak(items) {
  for (const item of items) {
    class Inner {
      static {
        for (;;) break;
        live();
      }
    }
    live();
  }
  live();
}

function functionInsideIsItsOwn(work) {
  class Inner {
    static {
      work(() => {
        return live();
        dead();
      });
      live();
    }
  }
  live();
}
