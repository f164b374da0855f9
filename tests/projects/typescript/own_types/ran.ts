import type { Wrapped } from './wrapped';

export async function marksItWhereItIsRecorded(tracer: Wrapped, work: () => Promise<void>) {
  return tracer.startActiveSpan('run', async (span) => {
    try {
      await work();
    } catch (error) {
      span.recordException(error);
      throw error;
    }
  });
}
