// Unit of work on the agreements of one business: lock, read in one statement, decide by rules, write once at the end.
import { afterCommit } from '@/db/after-commit';
import type { Db } from '@/db/client';
import { insertEvents, insertNotices, upsertConsents } from '@/db/queries/consents';
import { hasSubscribersPart, insertDeliveries } from '@/db/queries/deliveries';
import { insertJobs } from '@/db/queries/jobs';
import { insertLetters, recentMailsPart, recipientsPart } from '@/db/queries/mails';
import { personKeysPart } from '@/db/queries/person-keys';
import { insertReceipts } from '@/db/queries/receipts';
import { insertSnapshots, snapshotSeqsPart } from '@/db/queries/snapshots';
import type { EventCtx } from '../context';
import { notBefore } from '../domain/ledger/ledger';
import { factsGatherer } from '../facts/business-facts';
import { lockBusiness } from '../facts/lock-business';
import { pacedSince } from '../mail/post-mail';
import { recordMetric } from '../runtime/metrics/sink';
import { readingJobs } from '../sync/enqueue-reading';
import { type Agreements, type Changes, openAgreements } from './agreements';
import { chainHead } from './chain-head';
import { mayName } from './event-body';

const readAgreements = factsGatherer('agreements', {
  recipients: recipientsPart,
  recent: recentMailsPart,
  snapshotSeqs: snapshotSeqsPart,
  personKeys: personKeysPart,
  hasSubscribers: hasSubscribersPart,
});

/**
 * Decide with the `now` of the agreements: it is never before the last event, however far behind the clock of this
 * process is.
 * @param change when it throws, nothing is written; it reads no standings from the database after it has appended
 * @throws NotFound
 */
export function changeAgreement<C extends EventCtx & { db: Db }, T>(
  asked: C,
  change: (agreements: Agreements<C>) => Promise<T>,
): Promise<T> {
  return asked.db.transaction((tx) => changeWithin(tx, asked, change));
}

/** The same as part of a larger transaction. */
export async function changeWithin<C extends EventCtx, T>(
  tx: Db,
  asked: C,
  change: (agreements: Agreements<C>) => Promise<T>,
): Promise<T> {
  const { companyId } = asked;
  const { name } = await lockBusiness(tx, companyId);
  // After the lock: facts read before it may be out of date.
  const facts = await readAgreements(tx, companyId, undefined, {
    since: pacedSince(asked.now).toISOString(),
    persons: mayName(asked),
  });
  const head = chainHead(facts.head);
  const ctx = { ...asked, now: notBefore(asked.now, head?.at ?? null) };
  const { agreements, changes } = openAgreements(tx, ctx, { ...facts, businessName: name, head });
  const result = await change(agreements);
  await write(tx, companyId, changes, facts.hasSubscribers);
  return result;
}

async function write(tx: Db, companyId: string, changes: Changes, hasSubscribers: boolean): Promise<void> {
  const { notices, events, receipts, letters, consents, snapshots, deliveries, jobs, reading } = changes;
  // Before the events, which refer to them.
  if (notices.length > 0) await insertNotices(tx, notices);
  if (events.length > 0) {
    await insertEvents(tx, companyId, events);
    await upsertConsents(tx, [...consents.values()]);
  }
  if (receipts.length > 0) await insertReceipts(tx, receipts);
  if (snapshots.length > 0) await insertSnapshots(tx, snapshots);
  if (hasSubscribers && deliveries.length > 0) await insertDeliveries(tx, deliveries);
  await insertLetters(tx, letters);
  await insertJobs(tx, [
    ...[...reading].flatMap((requestId) => readingJobs({ companyId, requestId })),
    ...jobs,
  ]);
  for (const { body } of events)
    afterCommit(tx, () => recordMetric({ event: 'consent', type: body.event_type }));
}
