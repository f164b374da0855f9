import { Tracing } from "@shop/tracing";
import { Helpers } from "@shop/tracing/dist/util/helpers";

export function leaks(): void {
  const span = Tracing.start("work"); // want: unended-span
  Helpers.describe(span);
}

export function ends(): void {
  const span = Tracing.start("work");
  Helpers.describe(span);
  span.end();
}

export function leaksInAnObject(skip: boolean): void {
  const context = Tracing.child("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  context.span.end();
}

export function endsInAnObject(): void {
  const context = Tracing.child("work");
  context.span.end();
}
