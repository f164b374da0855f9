import { begin } from './watch.js';

export async function endsWhatItGot(load) {
  const watch = begin('load');
  try {
    return await load();
  } finally {
    watch.end();
  }
}

export async function leaksWhatItGot(load) {
  const watch = begin('load'); // want: unended-on-exception
  const rows = await load();
  watch.end();
  return rows;
}
