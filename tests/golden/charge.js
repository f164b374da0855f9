import { trace } from '@opentelemetry/api';
const tracer = trace.getTracer('shop');

export class Till {
  charge(number, amount) {
	const span = tracer.startSpan('charge', { attributes: { amount } });
    if (number.expired) {
      throw new Error('card expired');
    }
    span.end();
  }
}

export function refund(bank, amount) {
  /* 返金 */ const span = tracer.startSpan('refund', {
    attributes: { amount },
  });
  bank.refund(amount); log(`refunded ${amount}`); log('this line is longer than most, so it is cut'); if (amount > 100) { span.setAttribute('large', true); }
  span.end();
}
