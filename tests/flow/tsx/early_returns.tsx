// Components that return early.

function guard(props: { flag: boolean }) {
  if (props.flag) return <p>Wait</p>;
  return <p>{live()}</p>;
  dead();
}

function everyBranchReturns({ flag }: { flag: boolean }): JSX.Element {
  if (flag) {
    return <p>One</p>;
  } else {
    return <b>Two</b>;
  }
  dead();
}

function guardThatThrows(value: number | undefined) {
  if (value === undefined) throw new Error("no value");
  return (
    <p>{live()}</p>
  );
}

function throwsAnElement(task: any) {
  throw <p>{live()}</p>;
  dead();
}

function nullInsteadOfAnElement(flag: boolean) {
  if (!flag) return null;
  live();
  return <></>;
}

function returnInALoop(items: Iterable<number>) {
  for (const item of items) {
    return <p key={item}>{live()}</p>;
    dead();
  }
  return <p>{live()}</p>;
}

function breakOutOfALabel(flag: boolean) {
  let view = <p />;
  done: {
    if (flag) break done;
    view = <p>{live()}</p>;
    return view;
  }
  return <p>{live()}</p>;
}

const arrowComponent = (): JSX.Element => {
  return <p>{live()}</p>;
  dead();
};

const shortComponent = ({ flag }: { flag: boolean }) => (
  <p>
    {flag ? live() : "none"}
  </p>
);
