import { Timed } from './timed';

export async function leaksOnAnError(client: Client) {
  const timed = new Timed('order'); // want: unended-on-exception
  const order = await client.order();
  timed.end();
  return order;
}

export async function endsInAFinally(client: Client) {
  const timed = new Timed('order');
  try {
    return await client.order();
  } finally {
    timed.end();
  }
}

export function givesItBack() {
  return new Timed('order');
}
