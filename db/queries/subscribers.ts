// SQL of webhook endpoints: the client's systems that receive consent events.
import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { OutboundType, SubscriberState } from '../../lib/domain/work/outbound';
import type { Db } from '../client';
import { deliveries, subscribers } from '../schema/outbound';
import { jobs } from '../schema/work';

export type SubscriberRow = typeof subscribers.$inferSelect;

export interface NewSubscriber {
  id: string;
  name: string;
  url: string;
  types: OutboundType[] | null;
  products: string[] | null;
  /** Encrypted. */
  secret: string;
}

/** @returns false when the name is taken */
export async function insertSubscriber(db: Db, subscriber: NewSubscriber): Promise<boolean> {
  const rows = await db
    .insert(subscribers)
    .values(subscriber)
    .onConflictDoNothing({ target: subscribers.name })
    .returning({ id: subscribers.id });
  return rows.length === 1;
}

export async function findSubscriber(db: Db, name: string): Promise<SubscriberRow | null> {
  const [row] = await db
    .select()
    .from(subscribers)
    .where(and(eq(subscribers.name, name), ne(subscribers.state, 'removed')));
  return row ?? null;
}

/** @param problem why the site changed it by itself; null when a person did */
export async function setSubscriberState(
  db: Db,
  id: string,
  state: Exclude<SubscriberState, 'removed'>,
  problem: string | null,
): Promise<void> {
  await db
    .update(subscribers)
    .set({ state, problem })
    .where(and(eq(subscribers.id, id), ne(subscribers.state, 'removed')));
}

/** Its pending deliveries become dead letters. The name is free again. */
export async function removeSubscriber(tx: Db, id: string): Promise<void> {
  await tx
    .update(subscribers)
    .set({
      state: 'removed',
      removedAt: sql`now()`,
      name: sql`${subscribers.name} || ' ' || ${subscribers.id}`,
      previousSecret: null,
    })
    .where(eq(subscribers.id, id));
  await tx
    .update(deliveries)
    .set({ state: 'dead' })
    .where(and(eq(deliveries.subscriberId, id), eq(deliveries.state, 'waiting')));
  // A removed endpoint's dead letters cannot be retried, so they do not count.
  await tx.execute(sql`
    update ${jobs} set state = 'done', problem = 'the subscriber was removed'
    where state = 'dead' and job ->> 'kind' = 'deliver-event' and job ->> 'subscriberId' = ${id}`);
}

/** @param overlapHours how long the previous secret signs, too */
export async function rotateSecret(db: Db, id: string, sealed: string, overlapHours: number): Promise<void> {
  await db
    .update(subscribers)
    .set({
      previousSecret: sql`${subscribers.secret}`,
      previousUntil: sql`now() + ${overlapHours} * interval '1 hour'`,
      secret: sealed,
    })
    .where(eq(subscribers.id, id));
}

export async function listSealed(db: Db) {
  return db
    .select({
      id: subscribers.id,
      secret: subscribers.secret,
      previousSecret: subscribers.previousSecret,
    })
    .from(subscribers)
    .where(ne(subscribers.state, 'removed'));
}

/** Unless the secret was changed meanwhile: a new secret is encrypted with today's key already. */
export async function replaceSealed(
  db: Db,
  id: string,
  sealed: { secret: string; previousSecret: string | null; was: string },
): Promise<void> {
  await db
    .update(subscribers)
    .set({ secret: sealed.secret, previousSecret: sealed.previousSecret })
    .where(and(eq(subscribers.id, id), eq(subscribers.secret, sealed.was)));
}

export interface SubscriberFacts extends Omit<SubscriberRow, 'secret' | 'previousSecret'> {
  waiting: number;
  dead: number;
}

/** Without secrets, and without removed endpoints. */
export async function listSubscribers(db: Db): Promise<SubscriberFacts[]> {
  // Written as SQL: drizzle omits the table's name, and the inner query would take the column as its own.
  const count = (state: 'waiting' | 'dead') => sql<number>`(select count(*)::int from ${deliveries} d
    where d.subscriber_id = subscribers.id and d.state = ${sql.raw(`'${state}'`)})`;
  return db
    .select({
      id: subscribers.id,
      name: subscribers.name,
      url: subscribers.url,
      types: subscribers.types,
      products: subscribers.products,
      state: subscribers.state,
      problem: subscribers.problem,
      previousUntil: subscribers.previousUntil,
      createdAt: subscribers.createdAt,
      removedAt: subscribers.removedAt,
      waiting: count('waiting'),
      dead: count('dead'),
    })
    .from(subscribers)
    .where(ne(subscribers.state, 'removed'))
    .orderBy(asc(subscribers.name));
}
