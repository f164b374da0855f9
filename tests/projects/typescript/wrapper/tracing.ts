import { context, trace, type Span } from "@opentelemetry/api";

const tracer = trace.getTracer("shop");

export async function traced<T>(name: string, work: (span: Span) => Promise<T>): Promise<T> {
  const span = tracer.startSpan(name);
  try {
    return await work(span);
  } finally {
    span.end();
  }
}

export async function tracedBelow<T>(parent: Span, name: string, work: (span: Span) => Promise<T>): Promise<T> {
  return context.with(trace.setSpan(context.active(), parent), async () => {
    const span = tracer.startSpan(name);
    try {
      return await work(span);
    } catch (error) {
      span.recordException(error as Error);
      throw error;
    } finally {
      span.end();
    }
  });
}

export function active<T>(name: string, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work(span);
    } finally {
      span.end();
    }
  });
}

export function unlessEnded<T>(name: string, work: (span: Span) => T): T {
  const span = tracer.startSpan(name);
  try {
    return work(span);
  } finally {
    if (span.isRecording()) {
      span.end();
    }
  }
}

export function started<T>(name: string, work: (span: Span) => T): T {
  const span = tracer.startSpan(name);
  return work(span);
}

export function passedOn<T>(name: string, work: (span: Span) => T): T {
  return tracer.startActiveSpan(name, work);
}

export function endsWhatFails<T>(name: string, work: (span: Span) => T): T {
  const span = tracer.startSpan(name);
  try {
    return work(span);
  } catch (error) {
    span.end();
    throw error;
  }
}

export function startTrace<T>(name: string, work: (span: Span) => T): T {
  return tracer.startActiveSpan(name, {}, (span) => work(span));
}

export function timed<T>(name: string, work: (span: Span) => T): T {
  return tracer.startActiveSpan(name, (span) => {
    try {
      return work(span);
    } finally {
      span.end();
    }
  });
}
