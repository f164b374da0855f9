import { trace } from '@opentelemetry/api';
import { plainText, safeText } from './texts.js';

const tracer = trace.getTracer('jobs');

export function leaksWhereTheHelperThrows(job) {
  try {
    const span = tracer.startSpan('job'); // want: unended-on-exception "plainText"
    const text = plainText(job);
    span.setAttribute('job', text);
    span.end();
  } catch {
    console.warn('not traced');
  }
}

export function endsWhereTheHelperThrowsNothing(job) {
  try {
    const span = tracer.startSpan('job');
    const text = safeText(job);
    span.setAttribute('job', text);
    span.end();
  } catch {
    console.warn('not traced');
  }
}

export function leaksWhereWhatTheHelperCallsThrows(job) {
  try {
    const span = tracer.startSpan('job'); // want: unended-on-exception "described"
    described(span, job);
    span.end();
  } catch {
    console.warn('not traced');
  }
}

function described(span, job) {
  span.setAttribute('job', plainText(job));
}

export function endsWhereWhatTheHelperCallsThrowsNothing(job) {
  try {
    const span = tracer.startSpan('job');
    safelyDescribed(span, job);
    span.end();
  } catch {
    console.warn('not traced');
  }
}

function safelyDescribed(span, job) {
  span.setAttribute('job', safeText(job));
}
