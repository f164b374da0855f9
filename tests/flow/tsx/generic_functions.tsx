// Type parameters where an element could stand, too.

function genericArrowFunction(work: any) {
  work(<T,>(value: T): T => {
    return live() as T;
    dead();
  });
  live();
}

function boundedArrowFunction(work: any) {
  work(<T extends unknown>(value: T) => {
    if (value) return <p>{live()}</p>;
    throw new Error();
    dead();
  });
  live();
}

function twoTypeParameters(work: any) {
  work(async <T, U>(wait: () => Promise<T>): Promise<U | undefined> => {
    await wait();
    live();
    return undefined;
  });
  live();
}

function genericElement(work: any) {
  const view = <Part<string> value={live()} onChange={(value: string) => live} />;
  live();
  return view;
}

function genericElementWithChildren() {
  const view = (
    <Part<Map<string, number>> value={process.exit(1)}>
      {dead()}
    </Part>
  );
  dead();
  return view;
}

function genericFunction<T extends object>(props: T): JSX.Element {
  try {
    return <p>{live()}</p>;
  } catch {
    throw props;
  }
  dead();
}

function genericCallInAChild(work: any) {
  return (
    <p>
      {work<string>(live())}
      {work<string>(process.exit(1))}
      {dead()}
    </p>
  );
}

function comparisonBesideAnElement(value: number) {
  if (value < 3 && value > 1) return <p>{live()}</p>;
  return <b>{live()}</b>;
}
