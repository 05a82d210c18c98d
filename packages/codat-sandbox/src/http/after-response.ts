// Deferred effects: webhooks of a request leave only after its response has been sent.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

interface Scope {
  pending: Array<() => void>;
  isOver: boolean;
}

const scope = new AsyncLocalStorage<Scope>();

/** Runs once the response of the current request is sent or its connection is cut; immediately outside a request. */
export function afterResponse(work: () => void): void {
  const current = scope.getStore();
  if (!current || current.isOver) work();
  else current.pending.push(work);
}

export function inRequest(response: ServerResponse, handle: () => void): void {
  const current: Scope = { pending: [], isOver: false };
  response.once('close', () => {
    current.isOver = true;
    for (const work of current.pending) work();
  });
  scope.run(current, handle);
}
