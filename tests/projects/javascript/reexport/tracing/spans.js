import { trace } from "@opentelemetry/api";

export function start(name) {
  return trace.getTracer("shop").startSpan(name);
}

export default function (span) {
  span.end();
}
