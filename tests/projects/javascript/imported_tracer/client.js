import { Langfuse } from 'langfuse';

export const langfuse = new Langfuse();

export const kept = globalThis.kept ?? new Langfuse();
