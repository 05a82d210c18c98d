// Test fixture for connections: a business with agreements and authorised platforms, and a worker that starts when the test says so.

import type { TestSandbox } from 'codat-sandbox/testing';
import type { Database, Db } from '@/db/client';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { listEvents } from '@/db/queries/consents';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import { refreshConnections } from '@/lib/connection/refresh-connections';
import { grantConsent } from '@/lib/consent/grant-consent';
import type { Ctx } from '@/lib/context';
import { createJobRunner } from '@/lib/jobs/definitions';
import { startWorker, type Worker } from '@/lib/jobs/worker';
import { alignBeforeLeaving } from '@/lib/sync/align-settings';
import { grantInput, makeCodat, makeCustomer, makeTools } from './factories';
import { listCompanyConnectionEvents } from './whole-lists';

const QUIET = { info: () => {}, warn: () => {}, error: () => {} };

export interface Plan {
  platformKey: string;
  organisation?: string;
}

/** The business and its organisations are called Kestrel Coffee, unless a plan names them. */
export async function connected(
  db: Db,
  sandbox: TestSandbox,
  products: readonly string[],
  plans: readonly Plan[],
): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(db, makeCodat(sandbox)));
  for (const id of products) await grantConsent(ctx, await grantInput(db, id));
  const companyId = await ensureCodatCompany(ctx);
  // As before every trip to a platform: Codat at first reads agreed data only.
  await alignBeforeLeaving(ctx);
  for (const { platformKey, organisation = 'Kestrel Coffee' } of plans) {
    const body = { platformKey, organisation, authorize: true };
    await sandbox.call('POST', `/_sandbox/companies/${companyId}/connections`, { body });
  }
  await refreshConnections(ctx);
  return ctx;
}

export const later = (ctx: Ctx, ms = 1000): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + ms) });

export async function only(ctx: Ctx): Promise<ConnectionRow> {
  const [row, ...others] = await listConnections(ctx.db, ctx.companyId);
  if (row === undefined || others.length > 0) throw new Error('There is not exactly one connection.');
  return row;
}

export async function happenings(ctx: Ctx): Promise<string[]> {
  return (await listCompanyConnectionEvents(ctx.db, ctx.companyId)).map(({ kind }) => kind);
}

export async function ledgerTypes(ctx: Ctx): Promise<string[]> {
  return (await listEvents(ctx.db, ctx.companyId)).map(({ body }) => body.event_type);
}

/** Calls the sandbox's control API for one connection. */
export async function pull(
  sandbox: TestSandbox,
  ctx: Ctx,
  row: ConnectionRow,
  act: string,
  body: object = {},
) {
  const companyId = await ensureCodatCompany(ctx);
  const path = `/_sandbox/companies/${companyId}/connections/${row.codatConnectionId}/${act}`;
  const response = await sandbox.call('POST', path, { body });
  if (!response.ok) throw new Error(`${act}: ${response.status} ${await response.text()}`);
}

export async function statesAtCodat(sandbox: TestSandbox, ctx: Ctx): Promise<string[]> {
  const { results } = await sandbox.sdk.connections.list({ companyId: await ensureCodatCompany(ctx) });
  return (results ?? []).map(({ status }) => status);
}

/** @param aheadMs how far business time is ahead of the machine's, as the tests' own `later` is */
export function work(database: Database, sandbox: TestSandbox, aheadMs = 60_000): Promise<Worker> {
  const now = () => new Date(Date.now() + aheadMs);
  const runJob = createJobRunner({ db: database.db, codat: makeCodat(sandbox), now });
  return startWorker({ database, runJob, now, logger: QUIET });
}
