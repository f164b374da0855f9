import { trace } from '@opentelemetry/api';
import { Wrapped } from './wrapped';
import type { OwnTracer } from './types';

export class Provider {
  private readonly tracers = new Map<string, OwnTracer>();

  tracer(name: string): OwnTracer {
    const known = this.tracers.get(name) ?? new Wrapped(trace.getTracer(name));
    this.tracers.set(name, known);
    return known;
  }
}

const provider = new Provider();

export function theProvider(): Provider {
  return provider;
}

export function ownTracer(name: string): OwnTracer {
  return provider.tracer(name);
}
