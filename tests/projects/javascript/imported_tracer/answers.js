import { langfuse } from './client.js';

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
