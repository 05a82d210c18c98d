import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { authorize, createConnection, startForTest, type TestSandbox } from 'codat-sandbox/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { insertWebhooks, listWaitingWebhooks, type ReceivedWebhook } from '@/db/queries/webhooks';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { checkConnections } from '../connection/check-connections';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx } from '../context';
import { applyWebhooks } from './apply-webhooks';

const database = useTestDatabase();
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

/** What can happen to the n-th connection at Codat, with the event that it makes. */
const DEEDS = {
  authorize: 'connection.connected',
  deauthorize: 'connection.disconnected',
  unlink: 'connection.disconnected',
  delete: 'connection.deleted',
} as const;
type Deed = keyof typeof DEEDS;

type Step =
  | { do: 'create' }
  | { do: Deed; which: number }
  /** One of the messages so far arrives, perhaps not for the first time. */
  | { do: 'deliver'; which: number }
  /** The messages that have arrived are taken in, with answers of Codat that take so long (milliseconds). */
  | { do: 'apply'; slow: number; waitForIt: boolean };

const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'create' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom<Deed>('authorize', 'deauthorize', 'unlink', 'delete'),
      which,
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('deliver' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('apply' as const), slow: fc.nat(25), waitForIt: fc.boolean() }),
  },
);

const PLATFORMS = ['gbol', 'gbol', 'qhyg'];

async function act(deed: Deed, companyId: string, id: string): Promise<void> {
  const path = `/companies/${companyId}/connections/${id}`;
  // A refusal of Codat, such as unlinking an unlinked connection, changes nothing there.
  if (deed === 'authorize') await authorize(sandbox, companyId, id);
  if (deed === 'deauthorize') await sandbox.call('POST', `/_sandbox${path}/deauthorize`);
  if (deed === 'unlink') await sandbox.call('PATCH', path, { body: { status: 'Unlinked' } });
  if (deed === 'delete') await sandbox.call('DELETE', path);
}

function messageAbout(companyId: string, eventType: string): ReceivedWebhook {
  const body = JSON.stringify({ eventType, payload: { referenceCompany: { id: companyId } } });
  return { messageId: `msg_${randomUUID()}`, eventType, codatCompanyId: companyId, body, requestId: 'r' };
}

/** Its answers are late: the first request may be written last. */
function slowTools(ms: number) {
  const codat = makeCodat(sandbox);
  const slow: typeof codat = {
    ...codat,
    call: async (info, run, key) => {
      const answer = await codat.call(info, run, key);
      await sleep(ms);
      return answer;
    },
  };
  return { db: database.db, codat: slow, now: () => new Date() };
}

async function truthOf(companyId: string): Promise<Map<string, string>> {
  const answer = await (await sandbox.call('GET', `/companies/${companyId}/connections?pageSize=100`)).json();
  const results: { id: string; status: string }[] = answer.results;
  return new Map(results.map(({ id, status }) => [id, status]));
}

async function ours(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await listConnections(ctx.db, ctx.companyId);
  return new Map(rows.map(({ codatConnectionId, state }) => [codatConnectionId ?? '', state]));
}

/** Goes through the steps. @returns every message that there was, arrived or not */
async function live(steps: readonly Step[], ctx: Ctx, companyId: string): Promise<ReceivedWebhook[]> {
  const connections: string[] = [];
  const messages: ReceivedWebhook[] = [];
  const running: Promise<void>[] = [];
  const wereDeleted = new Set<string>();
  for (const each of steps) {
    if (each.do === 'create') {
      const platform = PLATFORMS[connections.length % PLATFORMS.length] ?? 'gbol';
      connections.push((await createConnection(sandbox, companyId, platform)).id);
      messages.push(messageAbout(companyId, 'connection.created'));
    } else if (each.do === 'deliver') {
      const message = messages[each.which % Math.max(messages.length, 1)];
      if (message !== undefined) await insertWebhooks(database.db, [message]);
    } else if (each.do === 'apply') {
      const work = applyWebhooks(slowTools(each.slow), { codatCompanyId: companyId, requestId: 'r' });
      if (each.waitForIt) await work;
      else running.push(work);
    } else {
      const id = connections[each.which % Math.max(connections.length, 1)];
      if (id === undefined) continue;
      await act(each.do, companyId, id);
      messages.push(messageAbout(companyId, DEEDS[each.do]));
    }
    for (const [id, state] of await ours(ctx)) {
      if (state === 'deleted') wereDeleted.add(id);
      else expect(wereDeleted.has(id)).toBe(false);
    }
  }
  await Promise.all(running);
  return messages;
}

test('whatever arrives, in whatever order and however often, a look at Codat ends in the truth', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 6, maxLength: 30 }),
      fc.boolean(),
      async (steps, isRestLost) => {
        const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
        await grantConsent(ctx, await grantInput(ctx.db));
        const companyId = await ensureCodatCompany(ctx);
        const messages = await live(steps, ctx, companyId);
        // What had not arrived by now never does, or comes all together, backwards.
        if (isRestLost) await checkConnections(slowTools(0), { companyId: ctx.companyId, requestId: 'r' });
        else for (const message of messages.toReversed()) await insertWebhooks(database.db, [message]);
        await applyWebhooks(slowTools(0), { codatCompanyId: companyId, requestId: 'r' });
        expect(await listWaitingWebhooks(database.db, companyId)).toEqual([]);
        const truth = await truthOf(companyId);
        const known = await ours(ctx);
        for (const [id, status] of truth) expect(known.get(id)).toBe(status);
        for (const [id, state] of known) if (!truth.has(id)) expect(state).toBe('deleted');
      },
    ),
    { numRuns: 25 },
  );
});
