import { describe } from "./nowhere";
import { start } from "@shop/absent";
import type { Tracer } from "@opentelemetry/api";

export function givesItToWhatCanNotBeFound(tracer: Tracer): void {
  const span = tracer.startSpan("work");
  describe(span);
}

export function getsItFromWhatCanNotBeFound(): void {
  const span = start("work");
  describe(span);
}

export function leaks(tracer: Tracer): void {
  const span = tracer.startSpan("work"); // want: unended-span
  span.setAttribute("text", "text");
}
