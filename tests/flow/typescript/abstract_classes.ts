// Abstract and typed members: those without a body are nothing, the others are functions of their own.

abstract class Members {
  abstract field: number;
  declare other: string;
  readonly fixed!: number;
  [key: string]: unknown;

  constructor(flag: boolean);
  constructor(flag: boolean, value?: number) {
    if (flag) return;
    live();
  }

  abstract method(): void;
  abstract get size(): number;

  protected first(value: string): void;
  protected first(value: number): void;
  protected first(value: unknown): void {
    return live();
    dead();
  }

  private async second?(task: Promise<void>): Promise<void> {
    try {
      await task;
    } finally {
      live();
    }
    live();
  }

  public static override third<T extends object>(value: T): value is T {
    throw new Error();
    dead();
  }

  get fourth(): number {
    return live();
    dead();
  }

  static *fifth(items: Iterable<number>): Generator<number, void, unknown> {
    yield* items;
    live();
  }

  private sixth = async (wait: () => Promise<void>): Promise<void> => {
    await wait();
    live();
  };
}

function abstractClassInside(work: (value: unknown) => void) {
  abstract class Inner implements Iterable<number>, Disposable {
    abstract method(): never;
    abstract [Symbol.iterator](): Iterator<number>;
    [Symbol.dispose]() {
      live();
    }
  }
  work(Inner.prototype[Symbol.dispose]);
  live();
}

function baseRunsFirst(work: any) {
  abstract class Inner extends work<number>(process.exit(1)) {
    static field = dead();
  }
  dead();
}

function staticMembersRun(work: any) {
  class Inner<T> extends work(live())<T> implements Iterable<T> {
    static readonly first: boolean = live();
    private static second?: boolean = live();
    static {
      live();
    }
  }
  live();
}

function staticBlockThatThrows() {
  abstract class Inner {
    abstract method(): void;
    static {
      throw new Error();
      dead();
    }
  }
  dead();
}
