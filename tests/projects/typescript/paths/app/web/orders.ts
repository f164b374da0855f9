import { describe } from "@shop/spans";
import { start } from "~/tracing";
import { start as begin } from "tracing";
import { start as third } from "app/tracing";

export function leaks(): void {
  const span = start("work"); // want: unended-span
  describe(span);
}

export function leaksByItsOwnName(): void {
  const span = begin("work"); // want: unended-span
  describe(span);
}

export function leaksFromTheBase(): void {
  const span = third("work"); // want: unended-span
  describe(span);
}

export function ends(): void {
  const span = start("work");
  describe(span);
  span.end();
}
