import type { Span } from "@opentelemetry/api";
import { active, endsWhatFails, passedOn, startTrace, started, timed, traced, tracedBelow, unlessEnded } from "./tracing";

export function endsWhatTheWrapperEnds(): Promise<void> {
  // want(a): double-end
  return traced("work", async (span) => {
    span.end(); // exit(a)
  });
}

export function leavesTheEndToTheWrapper(): Promise<void> {
  return traced("work", async (span) => {
    span.setAttribute("text", "text");
  });
}

export function endsBelowWhatTheWrapperEnds(parent: Span): Promise<void> {
  // want(a): double-end "below"
  return tracedBelow(parent, "below", async (span) => {
    span.setAttribute("text", "text").end(); // exit(a)
  });
}

export function endsWhatTheActiveOneEnds(): Promise<void> {
  // want(a): double-end
  return active("work", async (span) => {
    span.end(); // exit(a)
  });
}

export function endsWhatIsEndedUnlessItIs(): void {
  return unlessEnded("work", (span) => {
    span.end();
  });
}

export function leaksWhatTheWrapperDoesNotEnd(skip: boolean): void {
  // want(a): unended-span
  return started("work", (span) => {
    if (skip) {
      return; // exit(a)
    }
    span.end();
  });
}

export function endsWhatTheWrapperDoesNotEnd(): void {
  return started("work", (span) => {
    span.end();
  });
}

export function leaksWhatIsPassedOn(skip: boolean): void {
  // want(a): unended-span
  return passedOn("work", (span) => {
    if (skip) {
      return; // exit(a)
    }
    span.end();
  });
}

export function failsWhereTheWrapperEnds(text: string): void {
  return endsWhatFails("work", (span) => {
    decodeURIComponent(text);
    span.end();
  });
}

async function later(span: Span): Promise<void> {
  span.setAttribute("text", "text");
}

export function givesBackWhatTheWrapperWaitsFor(): Promise<void> {
  return traced("work", (span) => later(span));
}

export function leaksWhatEndsWhereItFails(skip: boolean): void {
  // want(a): unended-span
  return endsWhatFails("work", (span) => {
    if (skip) {
      return; // exit(a)
    }
    span.end();
  });
}

// The words of the span's own library count, whatever other library has a start of the wrapper's name.
export function leaksInTheListenerForErrors(stream: NodeJS.ReadableStream): void {
  // want: unended-span
  return startTrace("work", (span) => {
    stream.on("error", (error) => span.recordException(error)).on("end", () => span.end());
  });
}

export function endsInEveryListener(stream: NodeJS.ReadableStream): void {
  return startTrace("work", (span) => {
    stream.on("error", () => span.end()).on("end", () => span.end());
  });
}

export async function waitsInsideOfWhatDoesNot(db: { query(): Promise<string[]> }): Promise<string[]> {
  // want: early-end
  return timed("load", async (span) => {
    const rows = await db.query();
    span.setAttribute("rows", rows.length);
    return rows;
  });
}

export function waitsForNothing(rows: string[]): number {
  return timed("count", (span) => {
    span.setAttribute("rows", rows.length);
    return rows.length;
  });
}
