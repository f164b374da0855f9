import { trace as api } from '@opentelemetry/api';
import { OwnTrace, traces } from './traces';

const tracer = api.getTracer('shop');

// What a class of the project starts is no span of a library, however its method is called.
export function leavesItsOwnToTheTrace(skip: boolean) {
  const trace = new OwnTrace();
  const span = trace.startSpan('step');
  if (skip) return;
  span.end();
}

export function leavesWhatAFactoryMade(skip: boolean) {
  const owner = traces.begin('job');
  const span = owner.startSpan('step');
  if (skip) return;
  span.end();
}

export function leavesWhatAParameterMakes(shop: OwnTrace, skip: boolean) {
  const span = shop.startSpan('step');
  if (skip) return;
  span.end();
}

export function leaksTheLibrarys(skip: boolean) {
  const span = tracer.startSpan('step'); // want(a): unended-span
  if (skip) return; // exit(a)
  span.end();
}
