import type { Traces } from './types';

export async function neverEndsOneOfTheLibrary(tracer: Traces, url: string) {
  return tracer.startActiveSpan('client', async (span) => { // want: unended-span
    span.setAttribute('url', url);
    return await fetch(url);
  });
}

export async function recordsOnOneOfTheLibrary(tracer: Traces, work: () => Promise<void>) {
  const span = tracer.startSpan('run');
  try {
    await work();
  } catch (error) {
    span.recordException(error); // want: record-without-status
    throw error;
  } finally {
    span.end();
  }
}
