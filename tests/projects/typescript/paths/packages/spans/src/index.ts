import type { Span } from "@opentelemetry/api";

export const describe = (span: Span): void => {
  span.setAttribute("text", "text");
};
