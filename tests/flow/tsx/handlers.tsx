// Handlers and effects: functions in attributes and hooks, which don't run where they stand.

function blockHandler(work: any) {
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

function shortHandler() {
  const view = <button onClick={() => process.exit(1)}>Save</button>;
  live();
  return view;
}

function asynchronousHandler(wait: () => Promise<void>) {
  return (
    <form
      onSubmit={async (event?: unknown): Promise<void> => {
        try {
          await wait();
        } catch (error: unknown) {
          return void live();
        } finally {
          live();
        }
        live();
      }}
    />
  );
}

function handlerWithATest(flag: boolean) {
  return (
    <button
      onClick={
        flag
          ? () => live()
          : undefined
      }
    />
  );
}

function effectWithACleanUp(work: any) {
  work(() => {
    if (live()) return;
    const timer = work(() => live());
    return () => {
      live();
    };
    dead();
  }, []);
  live();
  return <p />;
}

function memoised(work: any) {
  const value = work<number>((): number => {
    for (;;) {
      if (live()) break;
    }
    return live() as unknown as number;
    dead();
  });
  return <p>{live()}</p>;
}

function handlerOfAChild(work: any) {
  return (
    <Part
      render={(value: number) => {
        return <p>{live()}</p>;
        dead();
      }}
    >
      {work((value: number) => (
        <b>{live()}</b>
      ))}
    </Part>
  );
}

function functionExpressionAsAHandler(work: any) {
  return (
    <Part
      onEnd={function (this: unknown) {
        throw new Error();
        dead();
      }}
      onStart={live}
    >
      {live()}
    </Part>
  );
}
