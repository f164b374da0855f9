// Children between tags: what stands in braces runs in place, in order.

function childRuns(): JSX.Element {
  return <p>{live()}</p>;
}

function childThatLeaves() {
  const view = <p>{process.exit(1)}</p>;
  dead();
  return view;
}

function childrenRunInTheirOrder() {
  return (
    <p>
      {live()}
      text
      {process.exit(1)}
      {dead()}
    </p>
  );
}

function nestedChildren() {
  return (
    <section>
      <p>
        <b>{live()}</b>
      </p>
      {live()}
    </section>
  );
}

function childThatMayRaise(work: () => string) {
  try {
    return <p>{work()}</p>;
  } catch (error: unknown) {
    live();
  }
  live();
}

function textIsNoCode() {
  const view = (
    <p>
      process.exit(1); throw new Error(); return;
      if (false) {"a text"}
    </p>
  );
  live();
  return view;
}

function assertedChild(work: () => unknown) {
  return (
    <p>
      {work() as string}
      {(live() as boolean)!}
      {live() satisfies boolean}
    </p>
  );
}

function spreadChildren(work: any) {
  const view = <p>{...work(live())}</p>;
  live();
  return view;
}

function emptyExpressions() {
  return (
    <p>
      {}
      {/* a comment is no child */}
      {live()}
    </p>
  );
}
