export type Status = 'ok' | 'error';

export class Mark {
  status: Status = 'ok';

  setStatus(status: Status): void {
    this.status = status;
  }

  recordException(error: unknown): void {
    this.status = 'error';
  }

  end(): void {
    performance.measure(this.status);
  }
}

const marker = { startSpan: (name: string) => new Mark() };

export const getTracer = () => marker;
