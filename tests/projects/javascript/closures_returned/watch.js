import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');

export function begin(name) {
  const span = tracer.startSpan(name);
  return { end: () => span.end() };
}
