import { describe, finish, keep, finish as done } from "./tracing.js";

export function leaksWhatIsOnlyDescribed(tracer) {
  const span = tracer.startSpan("work"); // want: unended-span "never ended"
  describe(span, "text");
}

export function endsByAHelper(tracer) {
  const span = tracer.startSpan("work");
  describe(span, "text");
  finish(span);
}

export function leaksWhenSkipped(tracer, skip) {
  const span = tracer.startSpan("work"); // want(a): unended-span
  if (skip) {
    return; // exit(a)
  }
  done(span);
}

export function endsByAnotherName(tracer) {
  const span = tracer.startSpan("work");
  done(span);
}

export function endsTwice(tracer) {
  const span = tracer.startSpan("work"); // want(a): double-end
  finish(span);
  span.end(); // exit(a)
}

export function givesItAway(tracer, kept) {
  const span = tracer.startSpan("work");
  keep(span, kept);
}

export function shadows(tracer, describe) {
  const span = tracer.startSpan("work");
  describe(span, "text");
}
