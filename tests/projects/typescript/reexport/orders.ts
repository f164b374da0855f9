import { begin, finish, spans, tell } from "./tracing";
import { tell as say } from "./tracing/index.js";

export function leaks(): void {
  const span = begin("work"); // want: unended-span "work"
  tell(span);
  say(span);
}

export function ends(): void {
  const span = begin("work");
  tell(span);
  finish(span);
}

export function leaksThroughTheNamespace(skip: boolean): void {
  const span = spans.start("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  span.end();
}
