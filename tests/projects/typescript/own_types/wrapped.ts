import type { Tracer } from '@opentelemetry/api';
import type { OwnSpan, OwnTracer } from './types';

export class Wrapped implements OwnTracer {
  constructor(private readonly inner: Tracer) {}

  startSpan(name: string): OwnSpan {
    return this.inner.startSpan(name) as unknown as OwnSpan;
  }

  async startActiveSpan<T>(name: string, work: (span: OwnSpan) => Promise<T>): Promise<T> {
    const span = this.startSpan(name);
    try {
      return await work(span);
    } finally {
      span.end();
    }
  }
}
