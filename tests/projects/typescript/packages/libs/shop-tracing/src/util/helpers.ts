import type { Span } from "@opentelemetry/api";

export class Helpers {
  static describe(span: Span): void {
    span.setAttribute("text", "text");
  }
}
