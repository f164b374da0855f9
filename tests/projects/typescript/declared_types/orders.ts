import { Shop } from './shop';
import { Tracing } from './tracing';

export class Orders {
  private readonly fieldSpans?: Tracing;

  constructor(private readonly tracing: Tracing) {}

  async leaksByAParameterThatIsAField(order: Order): Promise<void> {
    const span = this.tracing.beginOrder(order); // want(a): unended-on-exception
    await order.ship(); // exit(a)
    this.tracing.finishOrder(span);
  }

  async endsByAParameterThatIsAField(order: Order): Promise<void> {
    const span = this.tracing.beginOrder(order);
    try {
      await order.ship();
    } finally {
      this.tracing.finishOrder(span);
    }
  }

  leaksByAField(order: Order): void {
    const span = this.fieldSpans!.beginOrder(order); // want(b): unended-span
    if (order.isEmpty) return; // exit(b)
    this.fieldSpans!.finishOrder(span);
  }

  endsByAField(order: Order): void {
    const span = this.fieldSpans!.beginOrder(order);
    if (!order.isEmpty) span.addEvent('packed');
    this.fieldSpans!.finishOrder(span);
  }
}

export async function leaksByAParameter(own: Tracing, order: Order): Promise<void> {
  const span = own.beginOrder(order); // want(c): unended-on-exception
  await order.ship(); // exit(c)
  own.finishOrder(span);
}

export async function leaksByAnOptionalParameter(order: Order, spans?: Tracing): Promise<void> {
  const span = spans!.beginOrder(order); // want(d): unended-on-exception
  await order.ship(); // exit(d)
  spans!.finishOrder(span);
}

export class Packing {
  readonly #shop;

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  async leaksByAPartOfAField(order: Order): Promise<void> {
    const span = this.#shop.recorder.beginOrder(order); // want(e): unended-on-exception
    await order.pack(); // exit(e)
    this.#shop.recorder.finishOrder(span);
  }

  async endsByAPartOfAField(order: Order): Promise<void> {
    const span = this.#shop.recorder.beginOrder(order);
    try {
      await order.pack();
    } finally {
      this.#shop.recorder.finishOrder(span);
    }
  }
}

export async function leaksByAVariable(order: Order, shop: Shop): Promise<void> {
  let kept: Tracing | undefined;
  kept = shop.tracingOf(order);
  const span = kept.beginOrder(order); // want(f): unended-on-exception
  await order.pack(); // exit(f)
  kept.finishOrder(span);
}

export async function endsByAVariable(order: Order, shop: Shop): Promise<void> {
  let kept: Tracing | undefined;
  kept = shop.tracingOf(order);
  const span = kept.beginOrder(order);
  try {
    await order.pack();
  } finally {
    kept.finishOrder(span);
  }
}
