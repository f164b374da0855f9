import { ownTracer } from './made';
import { Code, type OwnTracer } from './types';

export function marksItInItsOwnWay(tracer: OwnTracer) {
  const span = tracer.startSpan('chat');
  span.setStatus(Code.FAILED, 'overflow');
  span.end();
}

export function leaksOne(tracer: OwnTracer, work: () => void) {
  const span = tracer.startSpan('chat'); // want(a): unended-on-exception
  work(); // exit(a)
  span.end();
}

export async function leavesTheEndToItsOwnTracer(url: string) {
  const tracer = ownTracer('http');
  return tracer.startActiveSpan('client', async (span) => {
    span.setAttribute('url', url);
    return await fetch(url);
  });
}

export async function recordsOnItsOwn(tracer: OwnTracer, work: () => Promise<void>) {
  const span = tracer.startSpan('run');
  try {
    await work();
  } catch (error) {
    span.recordException(error);
    throw error;
  } finally {
    span.end();
  }
}
