// Transport of the client: one deadline for all tries of a call, and only what cannot have changed anything is repeated.
import { AccordError, type ProblemKind } from './accord-error.js';
import { field, text } from './answer.js';
import type { ClientOptions } from './types.js';

const DEADLINE_MS = 2_000;
/** Waits before the second and the third try (milliseconds), each with up to half of it more. */
const RETRY_AFTER_MS = [50, 200];
/** Statuses of a server that did not get to the question: asking again changes nothing. */
const TRY_AGAIN = [429, 502, 503, 504];
const KIND_OF: Record<number, ProblemKind> = {
  400: 'invalid',
  401: 'unauthorised',
  403: 'forbidden',
  404: 'invalid',
  413: 'invalid',
  429: 'limited',
};

type Outcome = { json: unknown } | { problem: AccordError; mayRepeat: boolean };

/** Sends a body of JSON. @throws AccordError */
export type Post = (path: string, body: unknown) => Promise<unknown>;

/** @throws TypeError for an address or a key that cannot be sent */
export function createPost(options: ClientOptions): Post {
  const origin = new URL(options.url);
  if (!/^https?:$/.test(origin.protocol)) throw new TypeError('url has to begin with https:// or http://');
  if (!/^[\x21-\x7e]+$/.test(options.key))
    throw new TypeError('key is empty or has characters that no key has');
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  if (!(deadlineMs > 0)) throw new TypeError('deadlineMs has to be above 0');
  const send = options.fetch ?? ((url, init) => fetch(url, init));
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${options.key}`,
    'content-type': 'application/json',
    ...(options.language === undefined ? {} : { 'accept-language': options.language }),
  };

  async function once(url: string, init: RequestInit): Promise<Outcome> {
    let response: Response;
    let body: string;
    try {
      response = await send(url, init);
      // A body is read to its end in every case: an abandoned one would hold its connection.
      body = await response.text();
    } catch (error) {
      return { problem: lost(error, init.signal), mayRepeat: init.signal?.aborted !== true };
    }
    if (response.status !== 200) {
      const mayRepeat = TRY_AGAIN.includes(response.status);
      return { problem: refused(response, body), mayRepeat };
    }
    try {
      return { json: JSON.parse(body) };
    } catch {
      return { problem: new AccordError('unreadable', 'The answer is not JSON.', 200), mayRepeat: false };
    }
  }

  return async function post(path: string, body: unknown): Promise<unknown> {
    const signal = AbortSignal.timeout(deadlineMs);
    const init = { method: 'POST', headers, body: JSON.stringify(body), redirect: 'error', signal } as const;
    const url = new URL(path, origin).href;
    const until = performance.now() + deadlineMs;
    const over = new Promise<Outcome>((resolve) => {
      signal.addEventListener('abort', () => resolve({ problem: lost(null, signal), mayRepeat: false }));
    });
    for (let tried = 0; ; tried += 1) {
      // A `fetch` of the caller's may not listen to the signal.
      const outcome = await Promise.race([once(url, init), over]);
      if ('json' in outcome) return outcome.json;
      const wait = outcome.mayRepeat ? waitBefore(tried, outcome.problem) : null;
      if (wait === null || performance.now() + wait >= until) throw outcome.problem;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  };
}

function waitBefore(tried: number, { retryAfterMs }: AccordError): number | null {
  const own = RETRY_AFTER_MS[tried];
  if (own === undefined) return null;
  return Math.max(own * (1 + Math.random() / 2), retryAfterMs ?? 0);
}

function lost(error: unknown, signal: AbortSignal | null | undefined): AccordError {
  return signal?.aborted === true
    ? new AccordError('timeout', 'Accord gave no whole answer within the deadline.')
    : new AccordError('unavailable', `Accord could not be reached: ${messageOf(error)}`);
}

function refused({ status, headers }: Response, body: string): AccordError {
  const kind = KIND_OF[status] ?? (status >= 500 ? 'unavailable' : 'unreadable');
  const seconds = Number(headers.get('retry-after') ?? 'none');
  const retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
  const message = `Accord answered ${status}: ${detailOf(body) ?? 'without a reason'}`;
  return new AccordError(kind, message, status, retryAfterMs);
}

/** The sentence of a problem document (RFC 9457). */
function detailOf(body: string): string | null {
  try {
    return text(field(JSON.parse(body), 'detail'));
  } catch {
    return null;
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
