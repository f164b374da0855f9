import type { Span } from "@opentelemetry/api";

function describe(span: Span): void {
  span.setAttribute("text", "text");
}

export { describe as tell };
