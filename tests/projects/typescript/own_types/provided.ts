import { theProvider } from './made';

export async function leavesTheEndToWhatAProviderGives(url: string) {
  const provider = theProvider();
  const tracer = provider.tracer('http');
  return tracer.startActiveSpan('client', async (span) => {
    span.setAttribute('url', url);
    return await fetch(url);
  });
}
