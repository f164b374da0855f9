// `as`, `satisfies`, `!` and `<T>` say something of a type; the value inside runs as if they were not there.

function asserted() {
  process.exit(1) as never;
  dead();
}

function assertedTwice() {
  (process.exit(1) as unknown as number).toFixed();
  dead();
}

function satisfied() {
  const value = process.exit(1) satisfies never;
  dead();
}

function notNull() {
  process.exit(1)!;
  dead();
}

function oldForm() {
  const value = <never>process.exit(1);
  dead();
}

function constantAssertion() {
  const value = [live()] as const;
  live();
}

function insideAShortCircuit(flag: boolean) {
  flag && (process.exit(1) as never);
  live();
}

function insideAConditional(flag: boolean) {
  const value = flag ? (process.exit(1) as number) : process.exit(2)!;
  dead();
}

function exitOfAnAssertedProcess() {
  (process as any).exit(1);
  dead();
}

function exitOfANonNullProcess() {
  process!.exit(1);
  dead();
}

function typedThrow(error: unknown) {
  throw error as Error;
  dead();
}

function typedReturn(work: () => unknown) {
  try {
    return work() as number;
  } catch {
    live();
  }
  live();
}

function nothingElseMayRaise() {
  try {
    const value = 1 as const;
    const other = <number>2;
    const third = "three" satisfies string;
  } catch {
    dead();
  }
  live();
}

function typedTarget(holder: any, work: () => number) {
  (holder as { field: number }).field = work();
  (holder!.field as number)++;
  live();
}

function awaitedAndAsserted(work: any) {
  work(async (task: Promise<unknown>) => {
    const value = (await task) as number;
    live();
  });
  live();
}
