import { trace } from '@opentelemetry/api';
import { Wrapped } from './wrapped';
import type { OwnTracer } from './types';

const provider = { tracer: (name: string): OwnTracer => new Wrapped(trace.getTracer(name)) };

export function ownTracer(name: string): OwnTracer {
  return provider.tracer(name);
}
