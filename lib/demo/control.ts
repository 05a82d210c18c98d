// Typed client of the sandbox's control API, for the demo only.
import { z } from 'zod';
import { toUpstream } from '../codat/failures';
import { createFetcher } from '../codat/fetcher';
import { Upstream } from '../errors';
import type { FaultEffect } from './faults';

/** Moving the clock by months first runs everything that falls due before (milliseconds). */
const TIMEOUT_MS = 10_000;

const clockAnswer = z.object({ now: z.iso.datetime(), offsetMs: z.number() });
const standingFault = z.object({
  id: z.string(),
  /** Absent: until it is removed. */
  left: z.number().optional(),
  companyId: z.string().optional(),
  effect: z.object({ kind: z.string(), status: z.number().optional() }),
});
/** The profile for points that Codat's docs leave open; `odd` has a seed. */
const profile = z.object({ name: z.enum(['documented', 'lenient', 'odd']), seed: z.number().optional() });
const stateAnswer = clockAnswer.extend({
  totalCompanies: z.number(),
  profile,
  faults: z.array(standingFault),
});
const connectionAnswer = z.object({ connection: z.object({ id: z.string() }) });

export type SandboxState = z.infer<typeof stateAnswer>;

export interface NewFault {
  effect: FaultEffect;
  times?: number;
  rate?: number;
  companyId?: string;
}

export type DemoControl = ReturnType<typeof createControl>;

/**
 * @param codatBaseUrl of the sandbox
 * All methods throw Upstream when the sandbox does not answer, refuses, or answers in an unexpected form.
 */
export function createControl(codatBaseUrl: string, timeoutMs = TIMEOUT_MS) {
  const root = new URL('/_sandbox/', codatBaseUrl);
  const fetchInTime = createFetcher(timeoutMs);

  async function send(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Response> {
    const given = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetchInTime(new URL(path, root), { method, ...given }).catch((error: unknown) => {
      throw toUpstream(error) ?? error;
    });
    if (!response.ok) throw refusal(response.status);
    return response;
  }

  async function ask<T>(
    schema: z.ZodType<T>,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<T> {
    const answer: unknown = await (await send(method, path, body)).json().catch(() => undefined);
    const read = schema.safeParse(answer);
    if (!read.success) throw new Upstream('garbage', { answered: true, cause: read.error });
    return read.data;
  }

  const pull = (codatCompanyId: string, codatConnectionId: string, act: 'finish-sync' | 'deauthorize') =>
    ask(connectionAnswer, 'POST', `companies/${codatCompanyId}/connections/${codatConnectionId}/${act}`);

  return {
    pageUrl: new URL('ui/', root).href,
    /** The clock and the faults; no company is called `none`, so no connections are listed. */
    state: () => ask(stateAnswer, 'GET', 'state?companyId=none'),
    moveClock: (advanceMs: number) => ask(clockAnswer, 'POST', 'clock', { advanceMs }),
    /** Creates a connection and authorises it for the named organisation. @returns Codat's id of it */
    async connect(codatCompanyId: string, platformKey: string, organisation: string): Promise<string> {
      const plan = { platformKey, organisation, authorize: true };
      return (await ask(connectionAnswer, 'POST', `companies/${codatCompanyId}/connections`, plan)).connection
        .id;
    },
    /** Every read in progress is complete. */
    finishSync: (companyId: string, connectionId: string) => pull(companyId, connectionId, 'finish-sync'),
    /** The platform revokes its permission. */
    deauthorize: (companyId: string, connectionId: string) => pull(companyId, connectionId, 'deauthorize'),
    async addFault(fault: NewFault): Promise<void> {
      await send('POST', 'faults', fault);
    },
    /** A fault that is used up already counts as removed. */
    async takeBackFault(id: string): Promise<void> {
      await send('DELETE', `faults/${encodeURIComponent(id)}`).catch((error: unknown) => {
        if (!(error instanceof Upstream) || error.kind !== 'not-found') throw error;
      });
    },
    async takeBackAllFaults(): Promise<void> {
      await send('DELETE', 'faults');
    },
    /** Everything, or one company only. */
    async reset(codatCompanyId?: string): Promise<void> {
      await send('POST', 'reset', codatCompanyId === undefined ? {} : { companyId: codatCompanyId });
    },
  };
}

function refusal(status: number): Upstream {
  if (status === 404) return new Upstream('not-found', { answered: true, status });
  return new Upstream(status >= 500 ? 'unavailable' : 'invalid', { answered: true, status });
}
