// Invariants that hold after a chaos run. Each check returns the violations, business by business; an empty list means that it holds.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { listConnections } from '@/db/queries/connections';
import { listConsents, listEvents } from '@/db/queries/consents';
import { listShares } from '@/db/queries/shares';
import { isUnused } from '@/lib/connection/end-preconditions';
import type { Ctx } from '@/lib/context';
import { stateAfter } from '@/lib/domain/connection/connection';
import type { Standing } from '@/lib/domain/consent/consent';
import { rebuild } from '@/lib/domain/consent/projection';
import type { ReceiptKey } from '@/lib/domain/receipt/receipt-check';
import { deliveryId } from '@/lib/domain/work/outbound';
import { auditCheckpoints } from '@/lib/ledger/audit-checkpoints';
import { auditGiven } from '@/lib/ledger/audit-given';
import type { CheckpointStore } from '@/lib/ledger/checkpoint-store';
import { verifyLedger } from '@/lib/ledger/verify-ledger';
import { auditReceipts } from '@/lib/receipt/audit-receipts';
import type { Receiver } from '../receiver';
import type { SandboxControl } from '../sandbox-control';
import { type Act, SOURCES } from './acts';
import type { ExpectationLog } from './expectation-log';

export interface Facts {
  db: Db;
  databaseUrl: string;
  businesses: readonly Ctx[];
  expectations: ExpectationLog;
  control: SandboxControl;
  receiver: Receiver;
  subscriberId: string;
  receiptKeys: readonly ReceiptKey[];
  /** Checkpoints that were written while faults were injected. */
  checkpoints: CheckpointStore;
}

export type Check = (facts: Facts) => Promise<string[]>;

/** The ledger holds every event that a customer was told of, in that order, and none that was refused. */
async function told({ db, businesses, expectations }: Facts): Promise<string[]> {
  const wrong: string[] = [];
  for (const { companyId } of businesses) {
    const events = await listEvents(db, companyId);
    const seqOf = new Map(events.map(({ body }) => [body.record_id, body.seq]));
    const mine = expectations.entries.filter(({ business }) => business.companyId === companyId);
    for (const { act, requestId, outcome } of mine) {
      const own = events.filter(
        ({ body }) => body.collection.request_id === requestId && body.entity.kind === 'customer',
      );
      if (own.length > (outcome.kind === 'refused' ? 0 : 1))
        wrong.push(`${companyId} ${act.kind} ${requestId}: ${outcome.kind}, and ${own.length} events`);
      if (outcome.kind === 'told' && outcome.eventId !== undefined && !seqOf.has(outcome.eventId))
        wrong.push(`${companyId} ${act.kind} ${requestId}: told of ${outcome.eventId}, which is not there`);
    }
    const inOrder = mine.flatMap(({ act, from, to, outcome }) => {
      if (outcome.kind !== 'told' || outcome.eventId === undefined || !('productId' in act)) return [];
      return [{ productId: act.productId, from, to, seq: seqOf.get(outcome.eventId) ?? 0 }];
    });
    for (const [index, later] of inOrder.entries()) {
      const contradicts = inOrder
        .slice(0, index)
        .some((one) => one.productId === later.productId && one.to < later.from && one.seq > later.seq);
      if (contradicts) wrong.push(`${companyId} ${later.productId}: told of event ${later.seq} too late`);
    }
  }
  return wrong;
}

const AFTER: Partial<Record<Act['kind'], readonly Standing[]>> = {
  // Agreeing on a page that was shown before a pause leaves the agreement paused.
  agree: ['given', 'renewed', 'paused'],
  withdraw: ['withdrawn'],
  pause: ['paused'],
  resume: ['given', 'renewed'],
};

/** A customer who was told that an answer is recorded finds it in the ledger as it was at that moment. */
async function held({ db, businesses, expectations }: Facts): Promise<string[]> {
  const wrong: string[] = [];
  for (const { companyId } of businesses) {
    const events = (await listEvents(db, companyId)).map(({ body }) => body);
    for (const { business, act, requestId, to, outcome } of expectations.entries) {
      const allowed = AFTER[act.kind];
      const isMine = business.companyId === companyId && outcome.kind === 'told';
      if (!isMine || allowed === undefined || !('productId' in act)) continue;
      const until = events.filter(
        (event) => event.service.product_id === act.productId && new Date(event.event_time).getTime() <= to,
      );
      const [row] = rebuild(until);
      if (row === undefined || !allowed.includes(row.standing))
        wrong.push(`${companyId} ${act.kind} ${act.productId} ${requestId}: ${row?.standing ?? 'nothing'}`);
    }
  }
  return wrong;
}

/** Chains, notices, receipts and statuses agree with each other. */
async function ledger({ databaseUrl, receiptKeys }: Facts): Promise<string[]> {
  const { faults } = await verifyLedger(databaseUrl, receiptKeys, { processes: 1 });
  return faults.map((fault) => JSON.stringify(fault));
}

/** Each checkpoint that was written during the run, by itself and against the ledger after it. */
async function vouched({ db, receiptKeys, checkpoints }: Facts): Promise<string[]> {
  const { number, faults, lost } = await auditCheckpoints(db, checkpoints, receiptKeys);
  const wrong = [...faults, ...lost].map((fault) => JSON.stringify(fault));
  for (const each of await checkpoints.list()) {
    const given = await auditGiven(db, await checkpoints.read(each), receiptKeys, checkpoints);
    if (!given.ok || !given.isWhole || given.fault !== null || given.lost.length > 0)
      wrong.push(`checkpoint ${each}: ${JSON.stringify(given.ok ? given.lost : given.problem)}`);
  }
  return number === null ? [...wrong, 'no checkpoint was written'] : wrong;
}

async function receipts({ db, receiptKeys }: Facts): Promise<string[]> {
  return (await auditReceipts(db, receiptKeys)).faults.map((fault) => JSON.stringify(fault));
}

/** Our connections equal Codat's, one by one; and Codat has none that the app does not know. */
async function connections({ db, businesses, control }: Facts): Promise<string[]> {
  const wrong: string[] = [];
  let known = 0;
  for (const { companyId } of businesses) {
    const codatId = (await findCompany(db, companyId))?.codatCompanyId ?? null;
    const [company] = codatId === null ? [] : (await control.state(codatId)).companies;
    if (company !== undefined) known += 1;
    const rows = (await listConnections(db, companyId)).filter(
      ({ state, codatConnectionId }) => state !== 'deleted' && codatConnectionId !== null,
    );
    const there = (company?.connections ?? []).map(({ id, platformKey, status }) => {
      const known = rows.find(({ codatConnectionId }) => codatConnectionId === id)?.state ?? null;
      return [id, platformKey, stateAfter(known, status)].join(' ');
    });
    const here = rows.map((row) => [row.codatConnectionId, row.platformKey, row.state].join(' '));
    for (const one of there.filter((each) => !here.includes(each)))
      wrong.push(`${companyId}: Codat has ${one}`);
    for (const one of here.filter((each) => !there.includes(each)))
      wrong.push(`${companyId}: only we have ${one}`);
  }
  const { totalCompanies } = await control.state();
  if (totalCompanies !== known) wrong.push(`Codat has ${totalCompanies} companies, and we know ${known}`);
  return wrong;
}

/** A colleague's connection still waits for the owner's check, since no owner checks during the run. */
async function looks({ db, businesses }: Facts): Promise<string[]> {
  const wrong: string[] = [];
  for (const { companyId } of businesses) {
    const shares = await Promise.all(
      Object.keys(SOURCES).map((productId) =>
        listShares(db, { companyId, productId }, { cursor: null, limit: 1_000 }),
      ),
    );
    const theirs = shares.flat().filter(({ authorisedAt }) => authorisedAt !== null);
    for (const row of await listConnections(db, companyId)) {
      const isTheirs = theirs.some(({ connectionId }) => connectionId === row.id);
      if (isTheirs && row.doubt !== 'unanswered')
        wrong.push(`${companyId}: ${row.platformKey} ${row.id} is used before anybody looked`);
    }
  }
  return wrong;
}

/** Every access that is open at Codat is needed by an agreement. */
async function ends({ db, businesses }: Facts): Promise<string[]> {
  const wrong: string[] = [];
  for (const { companyId } of businesses) {
    for (const row of await listConnections(db, companyId)) {
      if (row.state !== 'Linked' || !(await isUnused(db, companyId, row.id, new Date()))) continue;
      // A paused agreement keeps its connections, so that resuming takes one click.
      const paused = (await listConsents(db, companyId)).some(({ standing }) => standing === 'paused');
      if (!paused) wrong.push(`${companyId}: ${row.platformKey} ${row.id} is open for nothing`);
    }
  }
  return wrong;
}

/** No job is overdue; one that becomes due at this very moment runs in the next. */
async function work(facts: Facts): Promise<string[]> {
  for (const end = Date.now() + A_MOMENT_MS; ; await sleep(250)) {
    const left = await listLeft(facts);
    if (left.length === 0 || Date.now() > end) return left;
  }
}

async function listLeft({ db }: Facts): Promise<string[]> {
  const rows = await db.execute<{ line: string }>(sql`
    select state || ' ' || id || ' ' || job::text || ' ' || coalesce(problem, '') as line from jobs
    where state = 'dead' or (state = 'waiting' and (not_before is null or not_before <= now()))`);
  const events = await db.execute<{ line: string }>(
    sql`select 'message ' || id || ' ' || event_type as line from webhook_events where applied_at is null`,
  );
  return [...rows, ...events].map(({ line }) => line);
}

const A_MOMENT_MS = 15_000;
/** Letters that the sandbox keeps; it drops older ones. */
const KEPT = 300;

/**
 * Every letter was sent, each under one id, so that a letter which a crash repeats is one letter to its recipient. Letters
 * that wait for others are delayed, and go out together under one of their ids.
 */
async function letters({ db, control }: Facts): Promise<string[]> {
  const unsent = await db.execute<{ id: string }>(sql`
    select id from mails m where sent_at is null and not (held_until > now() and exists (
      select 1 from jobs where state = 'waiting' and not_before is not null and job ->> 'mailId' = m.id::text))`);
  const sent = await db.execute<{ id: string; together: string[] }>(sql`
    select id, case when held_until is null then array[id] else array(
      select id from mails o where o.company_id = m.company_id and o.user_id = m.user_id and o.held_until = m.held_until)
      end as together
    from mails m where sent_at is not null order by sent_at desc limit ${KEPT}`);
  const arrived = (await control.mails()).map(({ messageId }) => messageId);
  const hasArrived = (id: string) => arrived.some((messageId) => messageId.includes(id));
  return [
    ...unsent.map(({ id }) => `letter ${id} was never sent`),
    ...sent.flatMap(({ id, together }) => (together.some(hasArrived) ? [] : [`letter ${id} did not arrive`])),
  ];
}

async function passedOn({ db, businesses, receiver, subscriberId }: Facts): Promise<string[]> {
  const arrived = new Set(receiver.received.map(({ id }) => id));
  const wrong: string[] = [];
  for (const { companyId } of businesses) {
    for (const { body } of await listEvents(db, companyId)) {
      const id = deliveryId(subscriberId, body.record_id);
      if (!arrived.delete(id)) wrong.push(`${companyId}: event ${body.seq} was not passed on`);
    }
  }
  for (const id of arrived) wrong.push(`${id} was passed on, and is no event`);
  return wrong;
}

export const CHECKS: Record<string, Check> = {
  'what customers were told of is in the ledger once': told,
  'what they were told held at that moment': held,
  'chains, words, receipts and standings agree': ledger,
  'what checkpoints vouched for in the storm is there': vouched,
  'receipts are genuine': receipts,
  'connections are as they are at Codat': connections,
  'what a colleague connected waits for a look': looks,
  'what nothing needs is disconnected at Codat': ends,
  'nothing that was owed is left': work,
  'letters were sent': letters,
  'subscribers were told of every event': passedOn,
};
