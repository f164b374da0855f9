// Fragments and comments: they move nothing.

function fragmentRunsItsChildren() {
  return (
    <>
      {live()}
      <p>{live()}</p>
    </>
  );
}

function fragmentThatLeaves() {
  const view = (
    <>
      {process.exit(1)}
      <p>{dead()}</p>
    </>
  );
  dead();
  return view;
}

function emptyFragment() {
  const view = <></>;
  live();
  return view;
}

function nestedFragments(flag: boolean) {
  return (
    <>
      <>
        {flag && <>{live()}</>}
      </>
      {live()}
    </>
  );
}

function commentsInside() {
  return (
    <>
      {/* process.exit(1) */}
      {
        // throw new Error();
        live()
      }
      {live() /* behind it */}
    </>
  );
}

function entitiesAndQuotes() {
  const view = (
    <p title="it's } > {">
      &nbsp;&quot;don't&quot; {"}"}
    </p>
  );
  live();
  return view;
}

function fragmentInATry(work: any) {
  try {
    return <>{work()}</>;
  } finally {
    live();
  }
  dead();
}
