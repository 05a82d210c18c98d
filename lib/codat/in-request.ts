// Request-scoped client: each call to Codat is logged with the id of the request that made it.
import { inRequest } from '../runtime/request-scope';
import type { Codat } from './client';

/** The same client, for one request. */
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
