// Owns the promise that consequences of a request leave the sandbox only after its answer did.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';

interface Scope {
  pending: Array<() => void>;
  isOver: boolean;
}

const scope = new AsyncLocalStorage<Scope>();

/** Once the answer to the request under way is out or its line is cut; at once when there is no request. */
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
