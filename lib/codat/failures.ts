// Error mapping: each way a call to Codat can fail has one typed error.
import { HTTPClientError, RequestTimeoutError } from '@codat/platform/sdk/models/errors/index.js';
import { readRetryAfter } from '../domain/http/retry-after';
import { Upstream, type UpstreamKind } from '../errors';
import { machineMs } from '../runtime/clock';
import { AnswerTooLarge } from './fetcher';

/** The error for a call without an answer, or null when it is not about Codat. */
export function toUpstream(error: unknown): Upstream | null {
  if (error instanceof Upstream) return error;
  // The SDK wraps the errors of its fetch.
  if (error instanceof AnswerTooLarge || (error instanceof Error && error.cause instanceof AnswerTooLarge))
    return new Upstream('garbage', { answered: true, cause: error });
  if (error instanceof RequestTimeoutError) return new Upstream('timeout', { answered: false, cause: error });
  if (error instanceof HTTPClientError) return new Upstream('unreachable', { answered: false, cause: error });
  // The timeout struck while the body was read: the SDK passes fetch's own error on.
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return new Upstream('timeout', { answered: false, cause: error });
  if (error instanceof TypeError && /fetch failed|terminated/.test(error.message))
    return new Upstream('unreachable', { answered: false, cause: error });
  return null;
}

/**
 * The error for an unsuccessful answer.
 * @param body verbatim: Codat's own description of an error is JSON with a correlation id
 */
export function upstreamOf(status: number, headers: Headers, body: string): Upstream {
  return new Upstream(kindOfStatus(status), {
    answered: true,
    status,
    retryAfterSeconds: retryAfter(headers),
    correlationId: /"correlationId"\s*:\s*"([\w-]{1,80})"/.exec(body)?.[1] ?? null,
  });
}

function kindOfStatus(status: number): UpstreamKind {
  if (status >= 500) return 'unavailable';
  switch (status) {
    case 401:
    case 403:
      return 'refused';
    case 402:
      return 'limit';
    case 404:
      return 'not-found';
    case 409:
      return 'in-progress';
    case 429:
      return 'busy';
    default:
      return 'invalid';
  }
}

/** Whole seconds. */
function retryAfter(headers: Headers): number | null {
  const waitMs = readRetryAfter(headers.get('retry-after'), machineMs());
  return waitMs === null ? null : Math.ceil(waitMs / 1000);
}
