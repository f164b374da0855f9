import { context, trace } from '@opentelemetry/api';
import { ending, forShop, telemetry, tracer } from './tracing.js';

export function leaksInACallback(work) {
  return tracer.startActiveSpan('work', async (span) => { // want: unended-span "never ended"
    span.setAttribute('kind', 'work');
    await work();
  });
}

export function leaksInACallbackOfWhatAFunctionGives(work) {
  return forShop().startActiveSpan('work', async (span) => { // want: unended-span "never ended"
    span.setAttribute('kind', 'work');
    await work();
  });
}

export function endsInACallback(work) {
  return forShop().startActiveSpan('work', async (span) => {
    try {
      await work();
    } finally {
      span.end();
    }
  });
}

export function isEndedByATracerOfItsOwn(work) {
  return ending.startActiveSpan('work', async (span) => {
    span.setAttribute('kind', 'work');
    await work();
  });
}

export async function leaksWhereItWaits(next) {
  const span = telemetry.spans.startSpan('work'); // want: unended-on-exception
  await context.with(trace.setSpan(context.active(), span), async () => {
    await next();
    span.end();
  });
}

export async function endsWhereItWaits(next) {
  const span = forShop().startSpan('work');
  await context.with(trace.setSpan(context.active(), span), async () => {
    try {
      await next();
    } finally {
      span.end();
    }
  });
}
