import { globalTracer } from 'opentracing';
import Span from './span';

export class Tracer {
  startSpan(name: string): Span {
    return new Span(globalTracer().startSpan(name));
  }
}

export async function ends(tracer: Tracer, work: () => Promise<void>): Promise<void> {
  const span: Span = tracer.startSpan('work');
  try {
    await work();
    span.finish();
  } catch (error) {
    span.fail(error);
    throw error;
  }
}

export async function onlyNotes(tracer: Tracer, work: () => Promise<void>): Promise<void> {
  const span: Span = tracer.startSpan('work'); // want: unended-on-exception
  try {
    await work();
    span.finish();
  } catch (error) {
    span.note(error);
    throw error;
  }
}
