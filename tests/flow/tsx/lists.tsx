// Lists of elements: the function that makes each is a function of its own.

function mapped(items: number[]) {
  return (
    <ul>
      {[...items].map((item) => (
        <li key={item}>{live()}</li>
      ))}
      {live()}
    </ul>
  );
}

function mappedWithABlock(items: number[]) {
  return (
    <ul>
      {[...items].map((item: number, index): JSX.Element | null => {
        if (index) return null;
        return <li>{live()}</li>;
        dead();
      })}
    </ul>
  );
}

function exitInTheCallbackDoesNotLeaveUs(work: any) {
  const view = (
    <ul>
      {work(() => {
        process.exit(1);
        dead();
      })}
      {live()}
    </ul>
  );
  return view;
}

function collectedInALoop(items: Iterable<number>) {
  const found: JSX.Element[] = [];
  for (const item of items) {
    if (!item) continue;
    found.push(<li key={item}>{live()}</li>);
  }
  live();
  return <ul>{found}</ul>;
}

function nestedLists(items: number[]) {
  return [...items].map((item) => (
    <ul key={item}>
      {[1, 2].map((other) => {
        try {
          return <li>{live()}</li>;
        } catch {
          return live();
        }
        dead();
      })}
    </ul>
  ));
}

function typeArgumentsOfTheCall(work: any) {
  return (
    <ul>
      {work<number>((item: number) => {
        return live();
        dead();
      })}
    </ul>
  );
}
