// Owns that a call to Codat made for a page is logged with the request it was made for.
import { inRequest } from '../runtime/request-scope';
import type { Codat } from './client';

/** The same door, for one request. */
export function codatIn(requestId: string, codat: Codat): Codat {
  const { files } = codat;
  return {
    call: (info, run, idempotencyKey) => inRequest(requestId, () => codat.call(info, run, idempotencyKey)),
    ask: (...given) => inRequest(requestId, () => codat.ask(...given)),
    ...(files === undefined
      ? {}
      : { files: { ...files, ask: (...given) => inRequest(requestId, () => files.ask(...given)) } }),
  };
}
