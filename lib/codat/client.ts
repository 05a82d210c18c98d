// The only door to Codat: how calls are made, timed, logged and how their failures are named.
import { CodatPlatform, HTTPClient } from '@codat/platform';
import type { RequestOptions } from '@codat/platform/lib/sdks';
import type { Logger } from 'pino';
import { toUpstream } from './failures';
import { createFetcher } from './fetcher';

/** A page waits at most this long for Codat (milliseconds). The SDK itself would wait for ever. */
export const CODAT_TIMEOUT_MS = 5000;

export interface CallInfo {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path template, never with ids in it. */
  path: string;
  companyId?: string;
}

export interface Codat {
  /**
   * Makes one call and logs one line.
   * @param idempotencyKey a GUID for POST and PATCH: Codat answers the same key with the same answer for 90 minutes
   * @throws Upstream for every failure of Codat or of the way to it
   */
  call<T>(
    info: CallInfo,
    run: (sdk: CodatPlatform, options: RequestOptions) => Promise<T>,
    idempotencyKey?: string,
  ): Promise<T>;
}

export interface CodatSettings {
  apiKey: string;
  baseUrl: string;
  timeoutMs?: number;
  logger: Pick<Logger, 'info' | 'warn'>;
}

export function createCodat(settings: CodatSettings): Codat {
  const timeoutMs = settings.timeoutMs ?? CODAT_TIMEOUT_MS;
  const sdk = new CodatPlatform({
    authHeader: `Basic ${Buffer.from(settings.apiKey).toString('base64')}`,
    serverURL: settings.baseUrl,
    timeoutMs,
    // The SDK's default repeats every call, POST included, for an hour.
    retryConfig: { strategy: 'none' },
    httpClient: new HTTPClient({ fetcher: createFetcher(timeoutMs) }),
  });
  return {
    async call(info, run, idempotencyKey) {
      const started = performance.now();
      const line = (outcome: Record<string, unknown>) => ({
        event: 'codat.call',
        ...info,
        ms: Math.round(performance.now() - started),
        ...outcome,
      });
      try {
        const result = await run(
          sdk,
          idempotencyKey === undefined ? {} : { headers: { 'Idempotency-Key': idempotencyKey } },
        );
        settings.logger.info(line({ status: 'ok' }));
        return result;
      } catch (error) {
        const upstream = toUpstream(error);
        if (upstream === null) throw error;
        settings.logger.warn(
          line({
            status: upstream.status ?? 'none',
            failure: upstream.kind,
            correlationId: upstream.correlationId,
          }),
        );
        throw upstream;
      }
    },
  };
}
