// `throw;` among types: it leaves the function all the same.

async function inATypedHandler(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (e: unknown) {
    live();
    throw;
  }
  dead();
}

function withAFinally(work: () => void): void {
  try {
    return work();
  } catch (e) {
    throw;
  } finally {
    live();
  }
  dead();
}

class Members {
  method(work: () => number): number {
    try {
      return work();
    } catch (e) {
      throw;
    }
    dead();
  }

  other = (work: () => void, flag: boolean): void => {
    try {
      work();
    } catch (e) {
      if (flag as boolean) { throw; }
      live();
    }
    live();
  };
}

namespace Outer {
  export function inner(work: () => void) {
    try {
      return work();
    } catch (e) {
      throw;
    }
    dead();
  }
}
