import { trace, type Span, type Tracer } from "@opentelemetry/api";
import type { Index, Product, Query } from "./types";

export class Search {
  private readonly tracer: Tracer = trace.getTracer("catalog");
  private readonly cache = new Map<string, Product[]>();

  constructor(private readonly index: Index) {}

  async find(query: Query): Promise<Product[]> {
    const span = this.tracer.startSpan("find", { attributes: { text: query.text } });
    const known = this.cache.get(query.text);
    if (known) {
      span.setAttribute("cache.hit", true);
      return known;
    }
    try {
      const found = await this.index.query(query);
      this.cache.set(query.text, found);
      return found;
    } finally {
      span.end();
    }
  }

  async suggest(prefix: string): Promise<string[]> {
    return this.tracer.startActiveSpan("suggest", async (span: Span) => {
      try {
        const found = await this.index.prefixes(prefix);
        return found.map((product) => product.name);
      } finally {
        span.end();
      }
    });
  }
}
