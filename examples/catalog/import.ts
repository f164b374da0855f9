import { trace, type Span } from "@opentelemetry/api";
import { parse, store } from "./feed";
import type { Batch, Row } from "./types";

const tracer = trace.getTracer("catalog");

export async function importBatches(batches: Batch[]): Promise<void> {
  let span: Span | undefined;
  for (const batch of batches) {
    span = tracer.startSpan("import batch", { attributes: { rows: batch.rows.length } });
    await store(batch);
  }
  span?.end();
}

export function importRow(line: string): Row | undefined {
  const span = tracer.startSpan("import row");
  try {
    const row = parse(line);
    if (!row) {
      span.end();
      return undefined;
    }
    return row;
  } finally {
    span.end();
  }
}

/** The caller ends the span that comes back, together with the import. */
export function beginImport(feed: string): { feed: string; span: Span } {
  const span = tracer.startSpan("import");
  span.setAttribute("feed", feed);
  return { feed, span };
}
