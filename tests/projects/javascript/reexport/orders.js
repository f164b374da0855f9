import { begin, finish, spans, tell } from "./tracing";

export function leaks() {
  const span = begin("work"); // want: unended-span "work"
  tell(span);
}

export function ends() {
  const span = begin("work");
  tell(span);
  finish(span);
}

export function leaksThroughTheNamespace(skip) {
  const span = spans.start("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  span.end();
}
