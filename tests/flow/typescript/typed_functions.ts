// Functions with types all over: their bodies move control as those without.

function promised(wait: () => Promise<number>): Promise<number> {
  return wait().then(
    (value: number): number => {
      return live(), value;
      dead();
    },
    (error: Error): never => {
      throw error;
      dead();
    },
  );
  dead();
}

async function asynchronous(task: Promise<number>): Promise<void> {
  try {
    await (task as Promise<unknown>);
  } catch (error) {
    return void live();
  }
  live();
}

function* generator(items: Iterable<number>): Generator<number, void, boolean> {
  for (const item of items) {
    const reply: boolean = yield item;
    if (reply) return;
    live();
  }
  live();
}

async function* asynchronousGenerator(stream: AsyncIterable<number>): AsyncGenerator<number> {
  try {
    yield* stream;
  } finally {
    live();
  }
  live();
}

function returningNever(): never {
  process.exit(1);
  dead();
}

function throwingNever(error: Error): never {
  while (true) {
    if (live()) throw error;
  }
  dead();
}

function assertsSomething(value: unknown): asserts value is string {
  if (typeof value !== "string") throw new TypeError();
  live();
}

function typedCallback(work: (callback: (flag: boolean) => void | never) => void): void {
  work((flag: boolean): void => {
    if (flag) return;
    live();
  });
  live();
}

function functionExpression(work: any): void {
  work(function inner<T>(this: T, value?: T): asserts value {
    throw new Error();
    dead();
  });
  live();
}

function objectOfFunctions(work: any): void {
  const holder: Record<string, () => boolean> = {
    first: (): boolean => live(),
    async second(): Promise<boolean> {
      return live();
      dead();
    },
  };
  work(holder.first, holder.second);
  live();
}
