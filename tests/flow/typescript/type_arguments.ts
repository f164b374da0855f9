// Type arguments and type parameters: calls with them are calls.

function callWithTypeArguments(work: any) {
  work<number>(process.exit(1));
  dead();
}

function mayRaise(work: any) {
  try {
    work<Map<string, number[]>>();
  } catch {
    live();
  }
  live();
}

function constructor(work: any) {
  new work.Part<number>(live());
  live();
}

function constructorMayRaise(work: any) {
  try {
    new work<number>();
  } catch {
    live();
  }
}

function instantiationIsNoCall(work: any) {
  try {
    const typed = work<number>;
  } catch {
    dead();
  }
  live();
}

function genericFunction<T extends object, const U = false>(work: (value: T) => U): U | undefined {
  try {
    return work({} as T);
  } catch {
    live();
  }
  live();
}

function genericArrowFunction(work: any) {
  work(<T, U extends keyof T>(value: T): T => {
    return live() as T;
    dead();
  });
  live();
}

function comparisonIsNoTypeArgument(value: number) {
  if (value < 3 && value > 1) return live();
  live();
}

function genericMethod(work: any) {
  const holder = {
    method<T>(value: T): T {
      return live() as T;
      dead();
    },
  };
  work(holder.method<number>);
  live();
}
