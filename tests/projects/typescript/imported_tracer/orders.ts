import { context, trace } from '@opentelemetry/api';
import { ending, forShop, telemetry, tracer } from './tracing';

export function leaksInACallback(work: () => Promise<void>) {
  return tracer.startActiveSpan('work', async (span) => { // want: unended-span "never ended"
    span.setAttribute('kind', 'work');
    await work();
  });
}

export function leaksInACallbackOfWhatAFunctionGives(work: () => Promise<void>) {
  return forShop().startActiveSpan('work', async (span) => { // want: unended-span "never ended"
    span.setAttribute('kind', 'work');
    await work();
  });
}

export function endsInACallback(work: () => Promise<void>) {
  return forShop().startActiveSpan('work', async (span) => {
    try {
      await work();
    } finally {
      span.end();
    }
  });
}

export function isEndedByATracerOfItsOwn(work: () => Promise<void>) {
  return ending.startActiveSpan('work', async (span) => {
    span.setAttribute('kind', 'work');
    await work();
  });
}

export async function leaksWhereItWaits(next: () => Promise<void>) {
  const span = telemetry.spans.startSpan('work'); // want: unended-on-exception
  await context.with(trace.setSpan(context.active(), span), async () => {
    await next();
    span.end();
  });
}

export async function endsWhereItWaits(next: () => Promise<void>) {
  const span = forShop().startSpan('work');
  await context.with(trace.setSpan(context.active(), span), async () => {
    try {
      await next();
    } finally {
      span.end();
    }
  });
}
