import { trace, type Span } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');

export class Telemetry {
  begin(name: string): Span {
    return tracer.startSpan(name);
  }

  finish(span: Span): void {
    span.end();
  }

  mark(span: Span): void {
    span.setAttribute('failed', true);
  }

  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      console.error(error);
    }
  }
}

export type Recorder = Readonly<Telemetry>;

export type Parts = { telemetry: Telemetry; name: string };
