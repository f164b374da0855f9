// Asynchronous components and generators that yield elements.

async function waitsFirst({ wait }: { wait: () => Promise<string> }): Promise<JSX.Element> {
  const text = await wait();
  return <p>{live()}</p>;
}

async function waitsInAChild(wait: () => Promise<string>) {
  return (
    <p>
      {await wait()}
      {live()}
    </p>
  );
}

async function waitsInAnAttribute(task: Promise<string>) {
  try {
    return <Part value={await task}>{live()}</Part>;
  } catch {
    live();
  }
  live();
}

async function streamed(stream: AsyncIterable<string>) {
  for await (const chunk of stream) {
    if (chunk) return <p>{live()}</p>;
  }
  return <p>{live()}</p>;
}

function* yieldsElements(items: Iterable<number>): Generator<JSX.Element> {
  for (const item of items) {
    yield <p>{live()}</p>;
    live();
  }
  live();
}

function* yieldsInsideAnElement() {
  try {
    const view = <p>{yield 1}</p>;
    process.exit(1);
  } finally {
    live();
  }
  dead();
}

async function* yieldsBoth(wait: () => Promise<string>): AsyncGenerator<JSX.Element> {
  try {
    yield <p>{await wait()}</p>;
  } catch {
    yield <b>{live()}</b>;
  }
  live();
}
