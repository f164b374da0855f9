// Elements behind conditions.

function behindAnAnd(flag: boolean) {
  return (
    <p>
      {flag && live()}
      {flag && <b>{live()}</b>}
      {false && dead()}
    </p>
  );
}

function behindAConditional(flag: boolean) {
  return flag ? (
    <p>{live()}</p>
  ) : (
    <b>{live()}</b>
  );
}

function behindAKnownConditional() {
  return true ? (
    <p>{live()}</p>
  ) : (
    <b>{dead()}</b>
  );
}

function behindADefault(maybe: JSX.Element | undefined) {
  return maybe ?? (
    <p>{live()}</p>
  );
}

function chainOfConditionals(value: number) {
  return (
    <p>
      {value === 1 ? (
        live()
      ) : value === 2 ? (
        <b>{live()}</b>
      ) : (
        process.exit(1)
      )}
      {live()}
    </p>
  );
}

function exitsInBothArms(flag: boolean) {
  const view = <p>{flag ? process.exit(1) : process.exit(2)}</p>;
  dead();
  return view;
}

function optionalChainInAChild(maybe: any) {
  const view = <p>{maybe?.method(process.exit(1))}</p>;
  live();
  return view;
}

function elementInATest(flag: boolean) {
  if (flag && <p>{live()}</p>) {
    return live();
  }
  live();
}

function switchOverElements(value: number): JSX.Element {
  switch (value) {
    case 1:
      return <p>{live()}</p>;
    case 2:
      break;
    default:
      return <b>{live()}</b>;
  }
  live();
  return <></>;
}
