// Statements with types in them: loops, handlers, switches, labels.

function catchOfUnknown(work: () => void) {
  try {
    work();
    return;
  } catch (error: unknown) {
    if (error instanceof Error) return;
    throw error;
  } finally {
    live();
  }
  dead();
}

function catchOfAny(work: () => void) {
  try {
    return work();
  } catch ({ code }: any) {
    live();
  }
  live();
}

function loopOverAssertedItems(items: unknown) {
  for (const item of items as number[]) {
    if (item) break;
    live();
  }
  live();
}

function loopOverTypedEntries(keys: object) {
  for (const [key, value] of Object.entries<number>(keys as any)) {
    continue;
    dead();
  }
  live();
}

function typedCounter(value: number) {
  for (let i: number = 0, j = value as number; i < j!; i++) {
    live();
  }
  live();
}

async function typedStream(stream: AsyncIterable<number>): Promise<number | undefined> {
  for await (const item of stream satisfies AsyncIterable<number>) return item;
  live();
}

function exhaustiveSwitchStillFallsOut(value: "a" | "two"): number {
  switch (value) {
    case "a":
      return 1;
    case "two":
      return 2;
  }
  live();
}

function exhaustivenessCheck(value: "a" | "two"): number {
  switch (value as string) {
    case "a":
      return 1;
    default: {
      const unreachable: never = value as never;
      throw new Error(`unknown ${unreachable as string}`);
    }
  }
  dead();
}

function typeGuard(value: unknown): value is string {
  if (typeof value === "string") return true;
  live();
  return false;
}

function labelledLoop(items: ReadonlyArray<number>): void {
  outer: for (const item of items as Iterable<number>) {
    for (;;) {
      if (item as unknown) continue outer;
      break outer;
    }
    dead();
  }
  live();
}

function knownTests() {
  if (false) {
    const value: number = dead();
  }
  while (true) {
    const value: number = live();
  }
  dead();
}
