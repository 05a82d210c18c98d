// Test fixture for reading at Codat: a business that leaves for a platform as customers do, and the calls that Codat got.

import type { TestSandbox } from 'codat-sandbox/testing';
import { ensureCodatCompany } from '../lib/company/ensure-codat-company';
import { refreshConnections } from '../lib/connection/refresh-connections';
import type { Ctx } from '../lib/context';
import { alignBeforeLeaving } from '../lib/sync/align-settings';

/** Connects a platform with aligned sync settings, as they are when a customer leaves for it. @returns Codat's id */
export async function connectInLine(sandbox: TestSandbox, ctx: Ctx, platformKey: string): Promise<string> {
  const companyId = await ensureCodatCompany(ctx);
  await alignBeforeLeaving(ctx);
  const body = { platformKey, organisation: 'Kestrel Coffee', authorize: true };
  const made = await sandbox.call('POST', `/_sandbox/companies/${companyId}/connections`, { body });
  const { id } = (await made.json()) as { id: string };
  await refreshConnections(ctx);
  return id;
}

interface LoggedCall {
  method: string;
  template: string;
  path: string;
  status: number;
}

/** Calls that Codat got about the business, oldest first. */
export async function callsAbout(sandbox: TestSandbox, ctx: Ctx): Promise<LoggedCall[]> {
  const companyId = await ensureCodatCompany(ctx);
  const response = await sandbox.call('GET', `/_sandbox/requests?companyId=${companyId}`);
  return ((await response.json()) as { requests: LoggedCall[] }).requests;
}

/** Data types that were put into Codat's queue, in that order. */
export async function queuedAt(sandbox: TestSandbox, ctx: Ctx): Promise<string[]> {
  const calls = await callsAbout(sandbox, ctx);
  return calls
    .filter(({ template }) => template.endsWith('/data/queue/:dataType'))
    .map(({ path }) => path.split('/').at(-1) ?? '');
}

/** Data types that Codat has begun to read; others are in the list without a status (docs/codat.md#data-status). */
export async function readAt(sandbox: TestSandbox, ctx: Ctx): Promise<string[]> {
  const companyId = await ensureCodatCompany(ctx);
  const response = await sandbox.call('GET', `/companies/${companyId}/dataStatus`);
  const statuses = (await response.json()) as Record<string, { currentStatus?: string }>;
  return Object.keys(statuses)
    .filter((dataType) => statuses[dataType]?.currentStatus !== undefined)
    .sort();
}
