// Namespaces: their functions are functions like any other.

namespace Outer {
  export function leaves() {
    return live();
    dead();
  }

  export function loops(work: () => boolean) {
    while (true) {
      if (work()) break;
    }
    live();
  }

  export function protects(work: () => void) {
    try {
      return work();
    } finally {
      live();
    }
    dead();
  }

  export namespace Inner {
    export function fails() {
      throw new Error();
      dead();
    }

    export async function waits(task: Promise<void>) {
      try {
        await task;
      } catch {
        live();
      }
      live();
    }
  }

  export class Holder {
    method(flag: boolean) {
      if (flag) return live();
      live();
    }
  }
}

namespace Dotted.Name {
  export function chooses(value: number) {
    switch (value) {
      case 1:
        return live();
      default:
        throw new Error();
    }
    dead();
  }
}

module Old {
  export function exits(flag: boolean) {
    if (flag) process.exit(1);
    live();
  }
}
