// HTTP call to a webhook endpoint: pinned to the checked address (SSRF guard), with a time limit and a bounded read.
import { type LookupAddress, lookup as lookUp } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { readRetryAfter } from '../domain/http/retry-after';
import { jsonOrNull } from '../domain/text/json';
import type { AttemptOutcome } from '../domain/work/outbound';
import { machineMs } from '../runtime/clock';
import { type AddressPolicy, isPrivateAllowed, isPublicAddress, problemOfAddress } from './ssrf-guard';

/** Milliseconds for name lookup, connection and headers together. */
const TIMEOUT_MS = 10_000;
/** Bytes of the response to read; the rest is not fetched. */
const MOST_READ = 16 * 1024;

export interface EndpointAnswer {
  outcome: AttemptOutcome;
  /** Null without a response. */
  status: number | null;
  /** From `Retry-After`; 0 without one. */
  retryAfterMs: number;
  /** The `id` of a JSON response: the subscriber's own id for the message. */
  acknowledgement: string | null;
}

export interface PostOptions extends AddressPolicy {
  timeoutMs?: number;
  /** Resolves a name to all its addresses. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
}

class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}
class TooLate extends Error {
  override readonly name = 'TooLate';
}

const none = { status: null, retryAfterMs: 0, acknowledgement: null };

/** Never throws: every failure is an outcome. Redirects are responses like others, and are not followed. */
export async function post(
  address: string,
  headers: Record<string, string>,
  body: string,
  options: PostOptions,
): Promise<EndpointAnswer> {
  if (problemOfAddress(address, options) !== null) return { outcome: 'forbidden-address', ...none };
  try {
    return await call(new URL(address), headers, body, options);
  } catch (error) {
    if (error instanceof ForbiddenAddress) return { outcome: 'forbidden-address', ...none };
    return { outcome: error instanceof TooLate ? 'timeout' : 'unreachable', ...none };
  }
}

function call(
  url: URL,
  headers: Record<string, string>,
  body: string,
  options: PostOptions,
): Promise<EndpointAnswer> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A new connection: a kept one may have been checked under an earlier policy, or be half closed.
      agent: false,
      lookup: judged(url, options),
    });
    const timer = setTimeout(() => request.destroy(new TooLate()), options.timeoutMs ?? TIMEOUT_MS);
    let hasAnswered = false;
    request.on('error', (error) => {
      clearTimeout(timer);
      if (!hasAnswered) reject(error);
    });
    request.once('response', (response) => {
      // The status decides: a failure after it loses at most the subscriber's id.
      hasAnswered = true;
      void readLittle(response).then((text) => {
        clearTimeout(timer);
        request.destroy();
        resolve(answerOf(response, text));
      });
    });
    request.end(body);
  });
}

/** Checks every address that a name resolves to, and connects to a checked one: no second lookup (DNS rebinding). */
function judged(url: URL, options: PostOptions): LookupFunction {
  const isFree = isPrivateAllowed(url, options);
  const resolve = options.resolve ?? resolveAll;
  return (host, { all }, done) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined) return done(new Error('no address'), '', 0);
        if (!isFree && !found.every(({ address }) => isPublicAddress(address))) {
          return done(new ForbiddenAddress(), '', 0);
        }
        return all === true ? done(null, found) : done(null, first.address, first.family);
      },
      (error: Error) => done(error, '', 0),
    );
  };
}

function resolveAll(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookUp(host, { all: true }, (error, found) => (error === null ? resolve(found) : reject(error)));
  });
}

/** Reads up to the limit, or until time is up, and returns what has arrived. */
function readLittle(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const end = () => resolve(Buffer.concat(parts).subarray(0, MOST_READ).toString('utf8'));
    response.on('data', (part: Buffer) => {
      parts.push(part);
      size += part.length;
      if (size > MOST_READ) end();
    });
    response.once('end', end);
    response.once('close', end);
    response.on('error', end);
  });
}

function answerOf({ statusCode = 0, headers }: IncomingMessage, text: string): EndpointAnswer {
  const isAcknowledged = statusCode >= 200 && statusCode < 300;
  return {
    outcome: isAcknowledged ? 'acknowledged' : statusCode === 410 ? 'gone' : 'refused',
    status: statusCode,
    retryAfterMs: readRetryAfter(headers['retry-after'], machineMs()) ?? 0,
    acknowledgement: isAcknowledged ? idIn(text) : null,
  };
}

function idIn(text: string): string | null {
  const read = jsonOrNull(text);
  const id = typeof read === 'object' && read !== null && 'id' in read ? read.id : null;
  return typeof id === 'string' && /^[\w.:-]{1,100}$/.test(id) ? id : null;
}
