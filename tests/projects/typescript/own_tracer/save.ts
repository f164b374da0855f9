import { getTracer } from './marks';
import { tracer } from './otel';

// What a status is, and what a recorded error does to it, is said by the project's own tracer.
export async function marksInItsOwnWords(save: () => Promise<void>): Promise<void> {
  const span = getTracer().startSpan('save');
  try {
    await save();
    span.setStatus('ok');
  } finally {
    span.end();
  }
}

export async function recordsInItsOwnWords(save: () => Promise<void>): Promise<void> {
  const span = getTracer().startSpan('save');
  try {
    await save();
  } catch (error) {
    span.recordException(error);
  } finally {
    span.end();
  }
}

export async function recordsInTheWordsOfALibrary(save: () => Promise<void>): Promise<void> {
  const span = tracer.startSpan('save');
  try {
    await save();
  } catch (error) {
    span.recordException(error); // want: record-without-status
  } finally {
    span.end();
  }
}
