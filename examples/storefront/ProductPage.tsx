import { trace } from "@opentelemetry/api";
import { useEffect, useState } from "react";
import { loadProduct, type Product } from "./api";

const tracer = trace.getTracer("storefront");

/** Nothing to report: the clean-up of the effect ends the span. */
export function ProductPage({ id }: { id: string }) {
  const [product, setProduct] = useState<Product | null>(null);

  useEffect(() => {
    const span = tracer.startSpan("product view", { attributes: { id } });
    return () => span.end();
  }, [id]);

  useEffect(() => {
    void tracer.startActiveSpan("load product", async (span) => {
      try {
        setProduct(await loadProduct(id));
      } finally {
        span.end();
      }
    });
  }, [id]);

  return <main>{product === null ? <p>Loading</p> : <h1>{product.name}</h1>}</main>;
}
