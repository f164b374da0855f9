import { trace, type Span } from "@opentelemetry/api";

export namespace Tracing {
  export function start(name: string): Span {
    return trace.getTracer("shop").startSpan(name);
  }

  export function child(name: string): { span: Span } {
    const span = start(name);
    return { span };
  }
}
