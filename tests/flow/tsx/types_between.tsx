// Types, enums and assertions among elements.

type Props = { flag: boolean; children?: JSX.Element };

interface Shape extends Props {
  method(): never;
}

const enum Kind {
  First = 1,
}

function typesBetweenStatements({ flag }: Props) {
  type Local = number;
  if (flag) return null;
  interface Shape {}
  live();
  return <p />;
}

function enumInside() {
  enum Kind {
    First = live(),
    Second = process.exit(1),
  }
  dead();
  return <p />;
}

function assertedElement() {
  const view = <p>{live()}</p> as JSX.Element;
  const other = (<p>{process.exit(1)}</p>)!;
  dead();
}

function satisfiedElement(work: any) {
  work(<p>{live()}</p> satisfies JSX.Element);
  live();
}

function assertedExit() {
  process.exit(1) as never;
  dead();
}

function nonNullChain(maybe: any) {
  const view = <p>{maybe!.method(process.exit(1))}</p>;
  dead();
  return view;
}

function typedCallback(work: any) {
  work((flag: boolean, ...rest: JSX.Element[]): JSX.Element | void => {
    if (flag) return <p>{live()}</p>;
    live();
  });
  live();
}

function overload(value: string): JSX.Element;
function overload(value: number): JSX.Element;
function overload(value: unknown): JSX.Element {
  if (value) return <p>{live()}</p>;
  return <b>{live()}</b>;
}

namespace Parts {
  export function inner(flag: boolean) {
    if (flag) return <p>{live()}</p>;
    throw new Error();
    dead();
  }
}
