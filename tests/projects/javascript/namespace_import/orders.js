import * as tracing from "./tracing";

export function leaks(tracer) {
  const span = tracer.startSpan("work"); // want: unended-span
  tracing.describe(span, "text");
}

export function ends(tracer) {
  const span = tracer.startSpan("work");
  tracing.describe(span, "text");
  tracing.finish(span);
}
