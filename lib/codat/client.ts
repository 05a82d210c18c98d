// The only door to Codat: the SDK sends requests, and answers are read here, because its schemas reject unknown values.
import { CodatPlatform, HTTPClient } from '@codat/platform';
import type { RequestOptions } from '@codat/platform/lib/sdks';
import type { Logger } from 'pino';
import type { SourceType } from '../domain/connection/connection';
import { Upstream } from '../errors';
import { traced } from '../runtime/tracing/spans';
import { Answer } from './answer';
import type { AnswerWatch } from './answer-watch';
import { toUpstream, upstreamOf } from './failures';
import { createFetcher, keepAnswer } from './fetcher';
import type { QuotaWatch } from './quota';

/** Timeout of a call for a page (milliseconds). The SDK itself has none. */
export const CODAT_TIMEOUT_MS = 5000;

/** Far more than Codat has fields: a list that only grows needs a limit. */
const MOST_NAMED = 500;

export interface CallInfo {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path template, never with ids. */
  path: string;
  companyId?: string;
}

export interface Codat {
  /**
   * Makes one call and logs one line.
   * @param run makes one request; the SDK's parsed result is not used
   * @param idempotencyKey a GUID for POST and PATCH: Codat answers the same key with the same answer for 90 minutes
   * @throws Upstream for every failure of Codat or of the network
   */
  call(
    info: CallInfo,
    run: (sdk: CodatPlatform, options: RequestOptions) => Promise<unknown>,
    idempotencyKey?: string,
  ): Promise<Answer>;
  /**
   * Makes one call that the SDK lacks, with the same key, log line and errors as `call`.
   * @param address path with its ids, relative to the API's address
   * @param expiry rejects when time is up; the usual timeout when absent
   * @throws Upstream
   */
  ask(info: CallInfo, address: string, init?: RequestInit, expiry?: Promise<never>): Promise<Answer>;
  /** Absent if no integration for files is enabled at Codat. */
  readonly files?: FileDoor;
}

export type UploadKeys = Readonly<Partial<Record<SourceType, string>>>;

/** Settings for the Files API, which the SDK lacks. */
export interface FileDoor {
  /** Platform keys of the integrations for files. */
  readonly keys: UploadKeys;
  /** The time that Codat has to answer (milliseconds). */
  readonly timeoutMs: number;
  readonly ask: Codat['ask'];
}

export function uploadKeysOf({ files }: Pick<Codat, 'files'>): string[] {
  return Object.values(files?.keys ?? {});
}

export interface CodatSettings {
  apiKey: string;
  baseUrl: string;
  timeoutMs?: number;
  uploadKeys?: UploadKeys;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Receives the daily quota that Codat reports with each answer. */
  quota?: Pick<QuotaWatch, 'see'>;
  /** Receives the result of each call. */
  answers?: Pick<AnswerWatch, 'see'>;
}

export function createCodat(settings: CodatSettings): Codat {
  const timeoutMs = settings.timeoutMs ?? CODAT_TIMEOUT_MS;
  const authHeader = `Basic ${Buffer.from(settings.apiKey).toString('base64')}`;
  const inTime = createFetcher(timeoutMs);
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit) => {
    const response = await inTime(input, init);
    settings.quota?.see(response.headers);
    return response;
  };
  /** An SDK client per call, so that its answer cannot be confused with another's. */
  const sdkWith = (fetchOne: typeof fetcher) =>
    new CodatPlatform({
      authHeader,
      serverURL: settings.baseUrl,
      timeoutMs,
      // The SDK repeats every call for an hour by default, POST included.
      retryConfig: { strategy: 'none' },
      httpClient: new HTTPClient({ fetcher: fetchOne }),
    });
  const hearOdd = onceEach((odd) => settings.logger.warn({ event: 'codat.odd', ...odd }));
  const read = ({ method, path }: CallInfo, text: string, status: number) =>
    new Answer(text === '' ? undefined : readJson(text, status), (field) => hearOdd({ method, path, field }));
  async function logged<T>(info: CallInfo, run: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const line = (outcome: Record<string, unknown>) => ({
      event: 'codat.call',
      ...info,
      ms: Math.round(performance.now() - started),
      ...outcome,
    });
    try {
      const result = await traced(`codat ${info.method} ${info.path}`, { kind: 'codat' }, run);
      settings.answers?.see(null);
      settings.logger.info(line({ status: 'ok' }));
      return result;
    } catch (error) {
      const upstream = toUpstream(error);
      if (upstream === null) throw error;
      settings.answers?.see(upstream);
      settings.logger.warn(
        line({
          status: upstream.status ?? 'none',
          failure: upstream.kind,
          correlationId: upstream.correlationId,
        }),
      );
      throw upstream;
    }
  }
  const keys = settings.uploadKeys ?? {};
  const ask: Codat['ask'] = (info, address, init = {}, expiry) =>
    logged(info, async () => {
      const headers = new Headers(init.headers);
      headers.set('authorization', authHeader);
      const url = new URL(settings.baseUrl.replace(/\/+$/, '') + address);
      const response = await createFetcher(timeoutMs, expiry)(url, { ...init, headers });
      const text = await response.text();
      if (!response.ok) throw upstreamOf(response.status, response.headers, text);
      return read(info, text, response.status);
    });
  const files: FileDoor = { keys, timeoutMs, ask };
  return {
    ask,
    ...(Object.keys(keys).length === 0 ? {} : { files }),
    call: (info, run, idempotencyKey) =>
      logged(info, async () => {
        const kept = keepAnswer(fetcher);
        const options =
          idempotencyKey === undefined ? {} : { headers: { 'Idempotency-Key': idempotencyKey } };
        try {
          await run(sdkWith(kept.fetcher), options);
        } catch (error) {
          // The SDK failed on the answer, which was kept before.
          if (kept.answer() === null) throw error;
        }
        const answer = kept.answer();
        if (answer === null) return read(info, '', 204);
        const { status, headers, body } = answer;
        if (status >= 400) throw upstreamOf(status, headers, body);
        return read(info, body, status);
      }),
  };
}

/** Each unreadable field is logged once per process: Codat may send it with every answer. */
function onceEach(
  hear: (odd: { method: string; path: string; field: string }) => void,
): (odd: { method: string; path: string; field: string }) => void {
  const named = new Set<string>();
  return (odd) => {
    const name = `${odd.method} ${odd.path} ${odd.field}`;
    if (named.has(name) || named.size >= MOST_NAMED) return;
    named.add(name);
    hear(odd);
  };
}

function readJson(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Upstream('garbage', { answered: true, status, cause });
  }
}
