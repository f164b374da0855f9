// `try`, `catch` and `finally` around elements.

function handlerMakesAnother(work: any) {
  try {
    return <Part value={work()} />;
  } catch (error: unknown) {
    return <p>{live()}</p>;
  }
  dead();
}

function finallyRunsBehindAnElement(work: any) {
  try {
    return <p>{work()}</p>;
  } finally {
    live();
  }
  dead();
}

function finallyThatReturnsWins(work: any) {
  try {
    throw work();
  } finally {
    return <p>{live()}</p>;
  }
  dead();
}

function retry(work: any) {
  for (;;) {
    try {
      return <p>{work()}</p>;
    } catch {
      continue;
    } finally {
      live();
    }
    dead();
  }
  dead();
}

function bareThrow(work: any) {
  try {
    return <p>{work()}</p>;
  } catch (e) {
    live();
    throw;
  }
  dead();
}

function bareThrowInAHandler(work: any) {
  return (
    <Part
      onClick={() => {
        try {
          return work();
        } catch (e) {
          throw;
        }
        dead();
      }}
    />
  );
}

function handlerInsideAnElement(work: any) {
  const view = (
    <p>
      {work(() => {
        try {
          work();
        } catch {
          return live();
        }
        live();
      })}
    </p>
  );
  live();
  return view;
}
