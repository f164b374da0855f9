import { Span, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');

export class Timed {
  private readonly span: Span;

  constructor(name: string) {
    this.span = tracer.startSpan(name);
  }

  note(key: string, value: string): void {
    this.span.setAttribute(key, value);
  }

  end(): void {
    this.span.end();
  }
}
