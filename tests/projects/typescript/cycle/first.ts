import type { Span } from "@opentelemetry/api";
import { finishSecond } from "./second";

export function finishFirst(span: Span, again: number): void {
  if (again > 0) {
    finishSecond(span, again - 1);
  } else {
    span.end();
  }
}

export function describeFirst(span: Span): void {
  span.setAttribute("text", "text");
}
