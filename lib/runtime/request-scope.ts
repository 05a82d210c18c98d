// Request scope (async local storage): every log line carries the id of the request it belongs to.
import { AsyncLocalStorage } from 'node:async_hooks';

/** Kept on the process: Next loads this module once for pages and once for what runs beside them. */
const holder = globalThis as typeof globalThis & { accordRequest?: AsyncLocalStorage<string> };

function scope(): AsyncLocalStorage<string> {
  holder.accordRequest ??= new AsyncLocalStorage();
  return holder.accordRequest;
}

/** Log lines written inside `run` have this id. */
export function inRequest<T>(requestId: string, run: () => T): T {
  return scope().run(requestId, run);
}

export function currentRequest(): string | undefined {
  return scope().getStore();
}
