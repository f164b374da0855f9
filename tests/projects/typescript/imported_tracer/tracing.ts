import { type Span, trace } from '@opentelemetry/api';

export const tracer = trace.getTracer('shop');
export const forShop = () => trace.getTracer('shop');
export const telemetry = { spans: trace.getTracer('shop') };

class Ending {
  async startActiveSpan(name: string, run: (span: Span) => Promise<void>) {
    const span = tracer.startSpan(name);
    try {
      return await run(span);
    } finally {
      span.end();
    }
  }
}

export const ending = new Ending();
