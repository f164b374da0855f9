export class Clock {
  startSpan(name: string): Lap {
    return new Lap(name, performance.now());
  }
}

export class Lap {
  constructor(
    readonly name: string,
    readonly began: number,
  ) {}

  end(): void {
    console.log(this.name, performance.now() - this.began);
  }
}

export const clock = new Clock();
