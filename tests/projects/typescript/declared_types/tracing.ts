import { type Span, trace } from '@opentelemetry/api';

export class Tracing {
  private readonly tracer = trace.getTracer('shop');

  beginOrder(order: Order): Span {
    const span = this.tracer.startSpan('order');
    span.setAttribute('order', order.number);
    return span;
  }

  finishOrder(span: Span): void {
    span.end();
  }
}
