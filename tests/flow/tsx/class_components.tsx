// Components that are classes.

class View extends Object {
  static defaultProps = { first: 1 };
  state: { failed: boolean } = { failed: false };
  declare props: { flag: boolean };

  constructor(props: unknown) {
    super();
    live();
  }

  static derive(error: Error): { failed: boolean } {
    return { failed: live() };
    dead();
  }

  catches(error: Error, info?: unknown): void {
    if (info) throw error;
    live();
  }

  handle = async (wait: () => Promise<void>): Promise<void> => {
    try {
      await wait();
    } finally {
      live();
    }
    live();
  };

  render(flag?: boolean): JSX.Element {
    if (flag) {
      return <p>{live()}</p>;
    }
    return (
      <Part first={live()}>
        {live()}
      </Part>
    );
    dead();
  }
}

abstract class Base<P> {
  abstract render(): JSX.Element;

  protected part(flag: boolean): JSX.Element | null {
    if (flag) return null;
    return <p>{live()}</p>;
  }
}

function decorated(decorate: any) {
  @decorate(live())
  class Inner {
    @decorate(live())
    render() {
      return <p />;
    }
  }
  live();
}

function classInsideAComponent(work: any) {
  class Inner {
    static element = <p>{live()}</p>;
    static {
      live();
    }
  }
  live();
  return work(<Part of={Inner} />);
}
