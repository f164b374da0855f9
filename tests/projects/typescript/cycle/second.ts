import type { Span, Tracer } from "@opentelemetry/api";
import { describeFirst, finishFirst } from "./first";

export function finishSecond(span: Span, again: number): void {
  finishFirst(span, again);
}

export function leaks(tracer: Tracer): void {
  const span = tracer.startSpan("work"); // want: unended-span
  describeFirst(span);
}

export function ends(tracer: Tracer): void {
  const span = tracer.startSpan("work");
  describeFirst(span);
  finishSecond(span, 2);
}
