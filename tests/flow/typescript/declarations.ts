// Declarations of types move no control, wherever they stand.

function typesBetweenStatements(flag: boolean) {
  type Local = { first: number; second(): void };
  if (flag) return;
  interface Shape extends Local {
    method(): never;
    readonly [key: string]: unknown;
    new (value: number): Shape;
  }
  live();
}

function typeBehindAReturn() {
  return 1;
  type Local = number;
  interface Shape {}
  dead();
}

function typeInABranch(flag: boolean) {
  if (flag) {
    type Local = number;
    return;
  } else {
    interface Shape {}
  }
  live();
}

function overload(value: string): string;
function overload(value: number): number;
function overload(value: unknown): unknown {
  if (value) return live();
  live();
}

function overloadsInside(work: (callback: unknown) => void) {
  function inner(value: string): void;
  function inner(value: number): void;
  function inner(value: unknown) {
    return live();
    dead();
  }
  work(inner);
  live();
}

declare function foreign(): never;

declare module "somewhere" {
  export function inner(): void;
  export default inner;
}

declare global {
  interface Window {
    field: number;
  }
}

function annotationsOnEverything(this: unknown, first?: number, ...rest: string[]): asserts first is number {
  const value: { [key: string]: () => void } = {};
  let other: typeof value | undefined;
  live();
}

function conditionalTypesAreNoConditions() {
  type Test<T> = T extends string ? never : T extends infer U ? U : false;
  let value: Test<false> extends true ? 1 : 2;
  live();
}

function neverIsOnlyAType(value: never) {
  const unreachable: never = value;
  live();
}
