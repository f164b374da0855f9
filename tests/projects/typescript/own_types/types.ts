import type { Span as LibrarySpan } from '@opentelemetry/api';

export enum Code {
  OK = 0,
  FAILED = 1,
}

export interface OwnSpan {
  setAttribute(key: string, value: unknown): void;
  setStatus(code: Code, message?: string): void;
  recordException(error: unknown): void;
  end(): void;
}

export interface OwnTracer {
  startSpan(name: string): OwnSpan;
  startActiveSpan<T>(name: string, work: (span: OwnSpan) => Promise<T>): Promise<T>;
}

// This one is the library's, whatever it is called.
export interface Traces {
  startSpan(name: string): LibrarySpan;
  startActiveSpan<T>(name: string, work: (span: LibrarySpan) => Promise<T>): Promise<T>;
}
