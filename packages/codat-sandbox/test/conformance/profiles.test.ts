// Conformance of the rule table: every rule is tried in both readings, and every rule has a case.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleName } from '../../src/config/options';
import { RULES } from '../../src/profile/rules';
import { startForTest, type TestSandbox } from '../client';
import { connectionsSchema } from '../schemas/company';
import { type Scene, send, stage } from './stage';

const CONNECTION = '/companies/:companyId/connections/:connectionId';
const DAYS_100 = 100 * 24 * 60 * 60 * 1000;

interface Trial {
  sandbox: TestSandbox;
  scene: Scene;
}

interface Proof {
  see: (trial: Trial) => Promise<unknown>;
  strict: unknown;
  lenient: unknown;
}

const answer = async ({ sandbox, scene }: Trial, on: string, at = {}) =>
  (await send(sandbox, scene, { on, at })).json();
const act = ({ sandbox, scene }: Trial, connectionId: string, name: string) =>
  sandbox.call('POST', `/_sandbox/companies/${scene.companyId}/connections/${connectionId}/${name}`);

const PROOFS: Readonly<Record<RuleName, Proof>> = {
  'unlink-linked-only': {
    async see(trial) {
      await act(trial, trial.scene.connectionId, 'deauthorize');
      const body = { status: 'Unlinked' };
      return (await send(trial.sandbox, trial.scene, { on: `PATCH ${CONNECTION}`, body })).status;
    },
    strict: 400,
    lenient: 200,
  },
  'first-read-by-settings': {
    async see(trial) {
      const { accountTransactions } = await answer(trial, 'GET /companies/:companyId/dataStatus');
      return accountTransactions?.currentStatus;
    },
    strict: undefined,
    lenient: 'Complete',
  },
  'bank-access-stays': {
    async see(trial) {
      await act(trial, trial.scene.pendingId, 'authorize');
      await trial.sandbox.call('POST', '/_sandbox/clock', { body: { advanceMs: DAYS_100 } });
      const bank = await answer(trial, `GET ${CONNECTION}`, { connectionId: trial.scene.pendingId });
      await trial.sandbox.call('POST', '/_sandbox/clock', { body: { advanceMs: -DAYS_100 } });
      return bank.status;
    },
    strict: 'Linked',
    lenient: 'Deauthorized',
  },
  'no-connection-info': {
    see: async (trial) => Object.hasOwn(await answer(trial, `GET ${CONNECTION}`), 'connectionInfo'),
    strict: false,
    lenient: true,
  },
  'optional-left-out': {
    async see(trial) {
      const { dataConnections, ...company } = await answer(trial, 'GET /companies/:companyId');
      const keys = ['createdByUserName', 'referenceSubsidiaryCompanies', 'ownerUserIds'];
      const kept = keys.filter((key) => Object.hasOwn(company, key));
      return [kept.length, Object.hasOwn(dataConnections[0], 'dataConnectionErrors')];
    },
    strict: [0, false],
    lenient: [3, true],
  },
  'preview-spends-link': {
    async see(trial) {
      const at = { connectionId: trial.scene.pendingId };
      const { linkUrl } = await answer(trial, `GET ${CONNECTION}`, at);
      await fetch(linkUrl, { method: 'HEAD', redirect: 'manual' });
      return (await fetch(linkUrl, { redirect: 'manual' })).status;
    },
    strict: 401,
    lenient: 303,
  },
  'name-pattern': {
    async see({ sandbox }) {
      return (await sandbox.call('POST', '/companies', { body: { name: 'Company (Codat[1])' } })).status;
    },
    strict: 400,
    lenient: 200,
  },
  'page-size-2000': {
    see: async ({ sandbox }) => (await sandbox.call('GET', '/companies?pageSize=2001')).status,
    strict: 400,
    lenient: 200,
  },
  'never-read-listed': {
    async see(trial) {
      const statuses = await answer(trial, 'GET /companies/:companyId/dataStatus');
      return statuses['banking-accounts'];
    },
    strict: { dataType: 'banking-accounts' },
    lenient: undefined,
  },
  'company-deleted-alone': {
    async see({ sandbox, scene }) {
      const url = 'https://app.example/';
      const consumer = { url, eventTypes: ['connection.deleted', 'company.deleted'] };
      await sandbox.call('POST', '/webhooks', { body: consumer });
      await sandbox.call('PUT', '/_sandbox/webhooks/mode', { body: { drop: 1 } });
      await sandbox.call('DELETE', `/companies/${scene.companyId}`);
      const path = `/_sandbox/deliveries?companyId=${scene.companyId}`;
      const { deliveries } = await (await sandbox.call('GET', path)).json();
      return new Set(deliveries.map(({ eventType }: { eventType: string }) => eventType)).size;
    },
    strict: 1,
    lenient: 2,
  },
};

describe.each(['documented', 'lenient'] as const)('under the profile %s', (name) => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await startForTest({ syncSeconds: 0, profile: { name } });
  });
  afterAll(() => sandbox.close());

  it.each(Object.keys(RULES) as RuleName[])('%s', async (rule) => {
    const { see, strict, lenient } = PROOFS[rule];
    const seen = await see({ sandbox, scene: await stage(sandbox) });
    expect(seen).toEqual(name === 'lenient' ? lenient : strict);
  });

  it('answers a list in the agreed shape', async () => {
    const scene = await stage(sandbox);
    const on = 'GET /companies/:companyId/connections';
    const read = connectionsSchema.safeParse(await answer({ sandbox, scene }, on));
    expect(read.error?.issues ?? []).toEqual([]);
  });
});

it('can be set for one company alone, is forgotten with it, and told to those who ask', async () => {
  const sandbox = await startForTest({ syncSeconds: 0, profile: { name: 'documented' } });
  const { companyId } = await stage(sandbox);
  const set = { name: 'lenient', companyId };
  expect((await sandbox.call('PUT', '/_sandbox/profile', { body: set })).status).toBe(200);
  const told = async () => (await sandbox.call('GET', '/_sandbox/profile')).json();
  expect(await told()).toEqual({
    all: { name: 'documented' },
    companies: { [companyId]: { name: 'lenient' } },
  });
  const { connections } = sandbox.sdk;
  expect((await connections.list({ companyId })).results?.[0]?.connectionInfo).toBeDefined();
  await sandbox.call('POST', '/_sandbox/reset', { body: { companyId } });
  expect(await told()).toEqual({ all: { name: 'documented' }, companies: {} });
  const kind = { name: 'documented', except: ['no-connection-info'] };
  const { companyId: named } = await stage(sandbox);
  await sandbox.call('PUT', '/_sandbox/profile', { body: { ...kind, companyId: named } });
  const [linked] = (await connections.list({ companyId: named })).results ?? [];
  expect(linked?.connectionInfo).toBeDefined();
  expect(linked?.dataConnectionErrors).toBeUndefined();
  const drawn = await (await sandbox.call('PUT', '/_sandbox/profile', { body: { name: 'odd' } })).json();
  expect(drawn).toMatchObject({ name: 'odd', seed: expect.any(Number) });
  expect((await sandbox.call('PUT', '/_sandbox/profile', { body: { name: 'kind' } })).status).toBe(400);
  await sandbox.close();
});
