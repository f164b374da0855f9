import { context, trace } from '@opentelemetry/api';
export function runIn(span, fn) {
  if (!span) return fn();
  return context.with(trace.setSpan(context.active(), span), fn);
}
export async function runAwaiting(span, fn) {
  return await fn();
}
