// Decorators of classes, members and parameters run where the class stands.

function onAClass(decorate: any) {
  @decorate(live())
  class Inner {}
  live();
}

function onAnAbstractClass(decorate: any) {
  @decorate(process.exit(1))
  abstract class Inner {}
  dead();
}

function thatRaises(decorate: any) {
  try {
    @decorate
    class Inner {}
  } catch {
    live();
  }
  live();
}

function onAMethod(decorate: any) {
  class Inner {
    @decorate<number>(live())
    private async method(): Promise<void> {
      return;
    }
  }
  live();
}

function onAMethodThatLeaves(decorate: any) {
  class Inner {
    @decorate(process.exit(1))
    method() {}
  }
  dead();
}

function onAField(decorate: any) {
  class Inner {
    @decorate(live())
    @decorate(live())
    readonly field!: number;
  }
  live();
}

function onAnAccessor(decorate: any) {
  class Inner {
    @decorate(live())
    get value(): number {
      return 1;
    }
  }
  live();
}

function onAParameter(decorate: any) {
  class Inner {
    method(@decorate(live()) value: number) {}
  }
  live();
}

function onAParameterOfTheConstructor(decorate: any) {
  class Inner {
    constructor(@decorate(live()) private readonly value: number) {}
  }
  live();
}

function onAnOptionalParameter(decorate: any) {
  class Inner {
    method(@decorate(live()) value?: number) {}
  }
  live();
}

function onAParameterThatLeaves(decorate: any) {
  class Inner {
    constructor(@decorate(process.exit(1)) value: number) {}
  }
  dead();
}

function bodyOfTheMethodIsItsOwn(decorate: any, work: any) {
  class Inner {
    @decorate
    method(): boolean {
      return live();
      dead();
    }
  }
  work(new Inner().method);
  live();
}
