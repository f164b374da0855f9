import { clock } from './clock';

// The project's own watch has the method of a library: nobody exports what it gives.
export async function leavesALapOpen(load: () => Promise<void>): Promise<void> {
  const span = clock.startSpan('load');
  await load();
  span.end();
}

export async function leaksWhatItIsGiven(job: Job, load: () => Promise<void>): Promise<void> {
  const span = job.startSpan('load'); // want(a): unended-on-exception
  await load(); // exit(a)
  span.end();
}
