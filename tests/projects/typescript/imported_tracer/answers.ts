import { langfuse } from './client';

export async function leaksWhereTheModelFails(model: { run: () => Promise<string> }) {
  const generation = langfuse.generation({ name: 'answer' }); // want: unended-on-exception
  const output = await model.run();
  generation.end({ output });
  return output;
}

export async function endsWhereTheModelFails(model: { run: () => Promise<string> }) {
  const generation = langfuse.generation({ name: 'answer' });
  try {
    return await model.run();
  } finally {
    generation.end();
  }
}
