import { trace } from '@opentelemetry/api';
import { plainText, safeText } from './texts';

const tracer = trace.getTracer('jobs');

export function leaksWhereTheHelperThrows(job: Order): void {
  try {
    const span = tracer.startSpan('job'); // want: unended-on-exception "plainText"
    const text = plainText(job);
    span.setAttribute('job', text);
    span.end();
  } catch {
    console.warn('not traced');
  }
}

export function endsWhereTheHelperThrowsNothing(job: Order): void {
  try {
    const span = tracer.startSpan('job');
    const text = safeText(job);
    span.setAttribute('job', text);
    span.end();
  } catch {
    console.warn('not traced');
  }
}
