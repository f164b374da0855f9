import { Span as Inner } from 'opentracing';

export default class Span {
  constructor(private readonly inner: Inner) {}

  fail(error: Error): void {
    this.note(error);
    this.finish();
  }

  note(error: Error): void {
    this.inner.log({ event: 'error', message: error.message });
  }

  finish(): void {
    this.inner.finish();
  }
}
