import { trace, SpanStatusCode } from "@opentelemetry/api";
import { useState } from "react";
import { placeOrder, type Cart } from "./api";

const tracer = trace.getTracer("storefront");

export function CheckoutButton({ cart, onPlaced }: { cart: Cart; onPlaced: (id: string) => void }) {
  const [failed, setFailed] = useState(false);

  const checkout = async () => {
    const span = tracer.startSpan("checkout", { attributes: { items: cart.items.length } });
    try {
      const order = await placeOrder(cart);
      onPlaced(order.id);
      span.end();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      setFailed(true);
    }
  };

  return (
    <button onClick={checkout} disabled={cart.items.length === 0}>
      {failed ? "Try again" : "Place order"}
    </button>
  );
}
