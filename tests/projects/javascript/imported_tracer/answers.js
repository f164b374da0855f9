import { kept, langfuse } from './client.js';

export async function leaksWhereTheModelFails(model) {
  const generation = langfuse.generation({ name: 'answer' }); // want: unended-on-exception
  const output = await model.run();
  generation.end({ output });
  return output;
}

export async function endsWhereTheModelFails(model) {
  const generation = langfuse.generation({ name: 'answer' });
  try {
    return await model.run();
  } finally {
    generation.end();
  }
}

export async function leaksWhereTheKeptOneFails(model) {
  const trace = kept.trace({ name: 'question' });
  const span = trace.span({ name: 'answer' }); // want: unended-on-exception
  const output = await model.run();
  span.end({ output });
  return output;
}

export async function leaksUnderAnyName(model) {
  const root = kept.trace({ name: 'question' });
  const step = root.span({ name: 'answer' }); // want: unended-on-exception
  const output = await model.run();
  step.end({ output });
  return output;
}
