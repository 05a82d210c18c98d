// Test fixture for reconciliation: businesses whose webhooks never arrived, and a run that counts its calls.

import type { TestSandbox } from 'codat-sandbox/testing';
import type { Db } from '@/db/client';
import { listConnections } from '@/db/queries/connections';
import { deadLetterJob } from '@/db/queries/jobs';
import { scheduleReconciliation } from '@/db/queries/reconciliation-schedule';
import type { Codat } from '@/lib/codat/client';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import type { Ctx } from '@/lib/context';
import { type RoundOptions, type SweepTools, sweepReconcile } from '@/lib/reconcile/sweep';
import { makeCodat } from './factories';
import { listCompanyJobs } from './whole-lists';

/** Codat companies that were requested, one entry per call. */
export function counting(sandbox: TestSandbox): { codat: Codat; calls: string[] } {
  const codat = makeCodat(sandbox);
  const calls: string[] = [];
  return {
    calls,
    codat: {
      ...codat,
      call(info, run, key) {
        calls.push(info.companyId ?? '');
        return codat.call(info, run, key);
      },
    },
  };
}

export function sweepTools(db: Db, codat: Codat, more: Partial<SweepTools> = {}): SweepTools {
  const logger = { info: () => {}, warn: () => {} };
  // Later than the set-up's own readings.
  const now = () => new Date(Date.now() + 60_000);
  return {
    db,
    codat,
    now,
    logger,
    percent: 100,
    quotaSeen: () => ({ limit: 10_000, remaining: 10_000 }),
    ...more,
  };
}

/** A run in which these businesses are due, and no others. */
export async function roundOf(tools: SweepTools, businesses: readonly Ctx[], options: RoundOptions = {}) {
  for (const { companyId } of businesses) await scheduleReconciliation(tools.db, companyId, 0);
  return sweepReconcile(tools, options);
}

export async function ours(ctx: Ctx): Promise<string[]> {
  const rows = await listConnections(ctx.db, ctx.companyId);
  return rows
    .filter(({ state }) => state !== 'deleted')
    .map((row) => `${row.codatConnectionId} ${row.platformKey} ${row.state}`)
    .sort();
}

export async function theirs(sandbox: TestSandbox, ctx: Ctx): Promise<string[]> {
  const { results } = await sandbox.sdk.connections.list({ companyId: await ensureCodatCompany(ctx) });
  return (results ?? []).map((wire) => `${wire.id} ${wire.integrationKey} ${wire.status}`).sort();
}

/** Makes every waiting job of this ordering key a dead letter. */
export async function deadLetter(db: Db, lane: string): Promise<void> {
  for (const { id, attempts } of await listCompanyJobs(db, lane)) {
    await deadLetterJob(db, { id, attempt: attempts }, 'given up for a test');
  }
}
