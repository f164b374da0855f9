import { trace, type Span, type Tracer } from "@opentelemetry/api";

class Base {
  finish(span: Span): void {
    span.end();
  }
}

export class Tracing extends Base {
  static startSpan(name: string): Span {
    return trace.getTracer("shop").startSpan(name);
  }

  private tracer: Tracer = trace.getTracer("shop");

  start(name: string): Span {
    return this.tracer.startSpan(name);
  }

  describe = (span: Span): void => {
    span.setAttribute("text", "text");
  };
}

export const tracing = new Tracing();
