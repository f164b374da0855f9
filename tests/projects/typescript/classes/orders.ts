import { Tracing, tracing } from "./tracing";

const ours = new Tracing();

export function leaksFromAStaticMethod(skip: boolean): void {
  const span = Tracing.startSpan("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  tracing.finish(span);
}

export function endsByAnInheritedMethod(): void {
  const span = Tracing.startSpan("work");
  tracing.describe(span);
  tracing.finish(span);
}

export function leaksFromAnInstance(): void {
  const span = ours.start("work"); // want: unended-span
  tracing.describe(span);
}

export class Orders {
  private readonly helper = new Tracing();

  leaks(skip: boolean): void {
    const span = this.helper.start("work"); // want(a): unended-span
    if (skip) {
      return; // exit(a)
    }
    this.helper.finish(span);
  }

  ends(): void {
    const span = this.helper.start("work");
    this.helper.finish(span);
  }
}
