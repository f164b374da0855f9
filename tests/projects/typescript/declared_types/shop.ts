import { Tracing } from './tracing';

export class Shop {
  readonly recorder: Tracing;

  constructor() {
    this.recorder = new Tracing();
  }
}
