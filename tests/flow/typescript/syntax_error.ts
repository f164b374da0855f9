// Half-typed code with types: the statements around it keep their meaning.

function returnAfterAnError(): number {
  const value: number = @@ 1;
  return 1;
  dead();
}

function errorInABranch(flag: boolean): void {
  if (flag) {
    const value = @@ 1 as number;
    return;
  }
  live();
}

function errorMayRaise(): void {
  try {
    const value: string = @@ 1;
  } catch (error: unknown) {
    live();
  }
  live();
}

function errorInAnArgument(work: (value: number) => void): void {
  work(]);
  throw new Error();
  dead();
}
