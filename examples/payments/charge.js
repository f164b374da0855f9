import { trace, SpanStatusCode } from "@opentelemetry/api";
import { CardExpired } from "./errors.js";
import { gateway } from "./gateway.js";

const tracer = trace.getTracer("payments");

export async function charge(card, amount) {
  const span = tracer.startSpan("charge", { attributes: { amount } });
  if (card.expired) {
    throw new CardExpired(card.id);
  }
  try {
    return await gateway.charge(card.token, amount);
  } catch (error) {
    span.recordException(error);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
