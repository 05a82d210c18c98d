// Fixture of the conformance suite: one company with connections in several states, and a call.

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorize, createCompany, createConnection, type TestSandbox } from '../client';

export interface Scene {
  companyId: string;
  /** Xero, linked and read. */
  connectionId: string;
  /** A bank, never authorised. */
  pendingId: string;
  /** A shop, never authorised. */
  shopId: string;
  /** A place for files, with one in it. */
  uploadId: string;
  /** A bank account in the books. */
  accountId: string;
  /** What was read of the invoices of the linked one. */
  datasetId: string;
  /** Listens for what never happens, so that nothing is ever sent. */
  webhookId: string;
}

/** There is room for fifty, and one is enough. */
async function onlyConsumer(sandbox: TestSandbox): Promise<string> {
  const { results }: { results: { id: string }[] } = await (await sandbox.call('GET', '/webhooks')).json();
  for (const { id } of results) await sandbox.call('DELETE', `/webhooks/${id}`);
  const body = { url: 'https://app.example/', eventTypes: ['nothing'] };
  const made: { id: string } = await (await sandbox.call('POST', '/webhooks', { body })).json();
  return made.id;
}

export async function stage(sandbox: TestSandbox): Promise<Scene> {
  const read = async (path: string) => (await sandbox.call('GET', path)).json();
  const { id: companyId } = await createCompany(sandbox);
  const { id: connectionId } = await createConnection(sandbox, companyId);
  await authorize(sandbox, companyId, connectionId);
  const { id: pendingId } = await createConnection(sandbox, companyId, 'natwest_uk');
  const { id: shopId } = await createConnection(sandbox, companyId, 'exgd');
  await sandbox.call('PUT', `/companies/${companyId}/products/cash-flow`);
  const { id: uploadId } = await createConnection(sandbox, companyId, 'updo');
  const files = { on: 'POST /companies/:companyId/connections/:connectionId/files', ...FILE };
  await sendTo(sandbox, { companyId, connectionId: uploadId }, files);
  const statuses: { invoices: { latestSyncId: string } } = await read(`/companies/${companyId}/dataStatus`);
  const books: { results: { id: string }[] } = await read(
    `/companies/${companyId}/connections/${connectionId}/data/bankAccounts`,
  );
  const webhookId = await onlyConsumer(sandbox);
  const datasetId = statuses.invoices.latestSyncId;
  const accountId = books.results[0]?.id ?? '';
  return { companyId, connectionId, pendingId, shopId, uploadId, accountId, datasetId, webhookId };
}

export type Parameters = Readonly<Record<string, string>>;

/** What stands in the address unless a case says otherwise. */
function usual(scene: Scene): Parameters {
  return { ...scene, productIdentifier: 'cash-flow', dataType: 'invoices', platformKey: 'gbol' };
}

export interface Call {
  /** Method and template, as in the table of routes. */
  on: string;
  /** Instead of what usually stands in the address. */
  at?: Parameters | ((scene: Scene) => Parameters);
  query?: string;
  body?: unknown;
  /** What the body says it is, where it is no JSON. */
  contentType?: string;
}

/** One small file in a form. */
export const FILE = {
  contentType: 'multipart/form-data; boundary=x',
  body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n--x--\r\n',
};

export interface Case extends Call {
  status: number;
  /** The strict shape of a good answer. Refusals have the shape of an error. */
  schema?: z.ZodType;
  /** The kind of a good answer, where it is no JSON. */
  type?: string;
  /** What happened before, in order. */
  before?: readonly Call[];
  /** Words of the answer that are agreed. */
  says?: object;
}

export const NOBODY: Parameters = { companyId: randomUUID(), connectionId: randomUUID() };

function sendTo(
  sandbox: TestSandbox,
  parameters: Parameters,
  { on, query = '', body, contentType }: Call,
  headers: Record<string, string> = {},
): Promise<Response> {
  const [method = '', template = ''] = on.split(' ');
  const path = template.replace(/:(\w+)/g, (_, name: string) => parameters[name] ?? randomUUID());
  const type = contentType === undefined ? {} : { 'content-type': contentType };
  return sandbox.call(method, path + query, {
    ...(body === undefined ? {} : { body }),
    headers: { ...type, ...headers },
  });
}

export function send(
  sandbox: TestSandbox,
  scene: Scene,
  call: Call,
  headers: Record<string, string> = {},
): Promise<Response> {
  const at = typeof call.at === 'function' ? call.at(scene) : call.at;
  return sendTo(sandbox, { ...usual(scene), ...at }, call, headers);
}
