import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findLoggedDecision, insertDecisions } from '@/db/queries/decision-log';
import { listAttempts, listDeliveries, recordAttempt } from '@/db/queries/deliveries';
import { insertJob } from '@/db/queries/jobs';
import { insertReconciliations, listReconciliations } from '@/db/queries/reconciliations';
import { findViewer } from '@/db/queries/sessions';
import { insertWebhooks } from '@/db/queries/webhooks';
import { useTestDatabase } from '@/e2e/database';
import { makeCustomer, makeSession, makeTools } from '@/e2e/factories';
import { listWebhooks } from '@/e2e/kept-webhooks';
import { NO_CODAT } from '@/e2e/no-codat';
import { businessWith, subscribe } from '@/e2e/outbound';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { sha256 } from '../domain/crypto/sha256';
import type { JobState } from '../domain/work/job';
import type { Job } from '../domain/work/job-kinds';
import { prune, startPruner } from './prune';

const database = useTestDatabase();
const tools = () => ({
  db: database.db,
  now: () => new Date(),
  bodyDays: 30,
  logDays: 90,
  idleMs: 3_600_000,
  viewDays: 365,
  decisionDays: 396,
});
const daysAgo = (days: number) => sql`now() - ${days} * interval '1 day'`;
const NOTHING = {
  bodies: 0,
  jobs: 0,
  attempts: 0,
  findings: 0,
  sessions: 0,
  logouts: 0,
  looks: 0,
  decisions: 0,
};

async function message(): Promise<string> {
  const messageId = `msg_${randomUUID()}`;
  const codatCompanyId = randomUUID();
  const eventType = 'connection.created';
  await insertWebhooks(database.db, [{ messageId, eventType, codatCompanyId, body: '{}', requestId: 'r' }]);
  return messageId;
}

test('the text of a message goes once it is old and was taken in; that it came stays known', async () => {
  const [old, waiting, young] = [await message(), await message(), await message()];
  await database.owner.execute(
    sql`update webhook_events set received_at = ${daysAgo(31)} where id in ${[old, waiting]}`,
  );
  await database.owner.execute(
    sql`update webhook_events set applied_at = now(), outcome = 'refreshed' where id in ${[old, young]}`,
  );
  expect(await prune(tools())).toEqual({ ...NOTHING, bodies: 1 });
  const bodyOf = async (id: string) => (await listWebhooks(database.db, [id]))[0]?.body;
  expect([await bodyOf(old), await bodyOf(waiting), await bodyOf(young)]).toEqual(['', '{}', '{}']);
  const again = { messageId: old, eventType: 'x', codatCompanyId: null, body: '{}', requestId: 'r' };
  expect(await insertWebhooks(database.db, [again])).toEqual(new Set());
  expect(await prune(tools())).toEqual(NOTHING);
});

test('answers of the decision log go after their time, and no younger ones', async () => {
  const context = { reason: 'agreed' };
  const question = {
    subject: { type: 'product', id: 'lending' },
    action: { name: 'read' },
    resource: { type: 'data', id: 'x/invoices' },
  };
  const ids = Array.from({ length: 5 }, () => randomUUID());
  await insertDecisions(
    database.db,
    ids.map((evaluationId) => ({ evaluationId, keyId: 'key', question, decision: true, context })),
  );
  await database.owner.execute(
    sql`update decision_log set at = ${daysAgo(397)} where evaluation_id in ${ids.slice(0, 3)}`,
  );
  expect(await prune(tools(), () => false, 2)).toEqual({ ...NOTHING, decisions: 3 });
  const left = await Promise.all(ids.map((id) => findLoggedDecision(database.db, id)));
  expect(left.map((row) => row !== null)).toEqual([false, false, false, true, true]);
  expect(await prune(tools())).toEqual(NOTHING);
});

test('of work only what is done and old goes, in several batches; ends of access never', async () => {
  // In the order of time, as ids are.
  await database.owner.execute(sql`delete from jobs`);
  const lane = randomUUID();
  const enqueue = async (
    kind: 'check-connections' | 'unlink-unused-connection',
    state: JobState,
    days: number,
  ) => {
    const job = { kind, companyId: lane, connectionId: randomUUID() } as Job;
    const id = await insertJob(database.db, { job, requestId: 'r' });
    const ended = state === 'waiting' ? sql`null` : daysAgo(days);
    await database.owner.execute(
      sql`update jobs set state = ${state}, created_at = ${daysAgo(days + 1)}, ended_at = ${ended} where id = ${id}`,
    );
    return id;
  };
  const gone: number[] = [];
  const kept: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    gone.push(await enqueue('check-connections', 'done', 91));
    kept.push(await enqueue('check-connections', 'dead', 91));
    kept.push(await enqueue('check-connections', 'waiting', 91));
    kept.push(await enqueue('unlink-unused-connection', 'done', 91));
    gone.push(await enqueue('check-connections', 'done', 91));
  }
  kept.push(await enqueue('check-connections', 'done', 89));
  // Two processes at once, two rows a batch.
  const rounds = [prune(tools(), () => false, 2), prune(tools(), () => false, 2)];
  const sum = (await Promise.all(rounds)).reduce((all, { jobs }) => all + jobs, 0);
  expect(sum).toBe(gone.length);
  const left = (await listCompanyJobs(database.db, lane)).map(({ id }) => id).reverse();
  expect(left).toEqual(kept);
});

test('old attempts and findings go, and what a subscriber was told stays', async () => {
  const { id } = await subscribe(database.db, 'told', 'http://127.0.0.1:1/');
  const { companyId } = await businessWith(database.db, 2);
  const [first, second] = await listDeliveries(database.db, id, ['waiting'], 2);
  for (const delivery of [first, second])
    await recordAttempt(
      database.db,
      { deliveryId: delivery?.id ?? '', outcome: 'acknowledged', status: 200, ms: 1, acknowledgement: null },
      'acknowledged',
    );
  await database.owner.execute(
    sql`update delivery_attempts set at = ${daysAgo(91)} where delivery_id = ${first?.id}`,
  );
  const finding = (days: number) => ({
    companyId,
    connectionId: null,
    found: 'dead-letter' as const,
    done: 'healed' as const,
    at: new Date(Date.now() - days * 86_400_000),
    requestId: 'r',
  });
  await insertReconciliations(database.db, [finding(91), finding(89)]);
  const lines: object[] = [];
  const logger = { info: (line: object) => lines.push(line), warn: (line: object) => lines.push(line) };
  const pruner = startPruner({ ...tools(), logger }, 10);
  await expect.poll(() => lines).toEqual([{ event: 'prune', ...NOTHING, attempts: 1, findings: 1 }]);
  await pruner.stop();
  expect(await listAttempts(database.db, id, null, 10)).toMatchObject([{ deliveryId: second?.id }]);
  expect(await listReconciliations(database.db, companyId)).toHaveLength(1);
  const told = await listDeliveries(database.db, id, ['acknowledged'], 2);
  expect(told.map(({ attempts }) => attempts)).toEqual([1, 1]);
});

test('sessions go a day after they are over, in bounded batches, and one in use stays', async () => {
  const { actor, companyId } = await makeCustomer(makeTools(database.db, NO_CODAT));
  const used = async (ago: string) => {
    const token = await makeSession(database.db, actor.userId, companyId);
    await database.owner.execute(
      sql`update sessions set used_at = now() - ${ago}::interval where token_hash = ${sha256(token)}`,
    );
    return token;
  };
  const stay = [await used('0'), await used('61 minutes'), await used('24 hours')];
  const go = [await used('26 hours'), await used('27 hours'), await used('90 days')];
  expect(await prune(tools(), () => false, 2)).toMatchObject({ sessions: go.length });
  const isThere = (token: string) => findViewer(database.hot, sha256(token)).then((row) => row !== null);
  expect(await Promise.all([...stay, ...go].map(isThere))).toEqual([true, true, true, false, false, false]);
});
