// JSX: what stands between braces runs in place, in order.

function childRuns() {
  return <p>{live()}</p>;
}

function childThatLeaves() {
  const view = <p>{process.exit(1)}</p>;
  dead();
  return view;
}

function attributeRuns() {
  return (
    <Part
      first={live()}
      second="text"
      third={live()}
    />
  );
}

function attributeThatLeaves() {
  const view = <Part {...process.exit(1)} />;
  dead();
  return view;
}

function attributesComeBeforeChildren() {
  return (
    <Part first={process.exit(1)}>
      {dead()}
    </Part>
  );
}

function conditionalChild(flag) {
  return (
    <p>
      {flag && live()}
      {flag ? (
        live()
      ) : (
        <b>{live()}</b>
      )}
      {false && dead()}
    </p>
  );
}

function exitInAConditionalChild(flag) {
  const view = <p>{flag && process.exit(1)}</p>;
  live();
  return view;
}

function fragment() {
  return (
    <>
      {/* dead or alive, a comment is no call */}
      {live()}
      <Part.Inner>{live()}</Part.Inner>
    </>
  );
}

function handlerIsAFunctionOfItsOwn(work) {
  const view = (
    <button
      onClick={() => {
        work();
        process.exit(1);
        dead();
      }}
    >
      Save
    </button>
  );
  live();
  return view;
}

function listOfChildren(items) {
  return (
    <ul>
      {[...items].map((item) => {
        if (!item) return null;
        return <li>{live()}</li>;
        dead();
      })}
    </ul>
  );
}

function earlyReturn(flag) {
  if (flag) return <p>Wait</p>;
  return <p>{live()}</p>;
  dead();
}

function callInAChildMayRaise(work) {
  try {
    return <p>{work()}</p>;
  } catch {
    live();
  }
  live();
}
