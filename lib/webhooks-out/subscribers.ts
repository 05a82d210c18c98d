// Verbs of webhook endpoints: add (the secret is shown once), pause, resume, rotate, replay, remove.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@/db/client';
import {
  enqueueAgain,
  enqueueReplay,
  isPast,
  listReplayCompanies,
  type Moment,
  markMoment,
  REPLAY_BATCH,
  type ReplayRange,
} from '@/db/queries/replays';
import {
  findSubscriber,
  insertSubscriber,
  listSealed,
  removeSubscriber,
  replaceSealed,
  rotateSecret,
  type SubscriberRow,
  setSubscriberState,
} from '@/db/queries/subscribers';
import { open, type SealKeys, seal } from '../domain/crypto/seal';
import type { OutboundType } from '../domain/work/outbound';
import { NotFound } from '../errors';
import { newSecret } from './sign';
import { type AddressPolicy, problemOfAddress } from './ssrf-guard';

/** The operator's request is invalid; the message says why. */
export class BadSubscriber extends Error {
  override readonly name = 'BadSubscriber';
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const LOOK_MS = 50;

export async function getSubscriber(db: Db, name: string): Promise<SubscriberRow> {
  const subscriber = await findSubscriber(db, name);
  if (subscriber === null) throw new NotFound('subscriber');
  return subscriber;
}

/** @returns the secret: shown to the operator once, and stored encrypted @throws BadSubscriber */
export async function addSubscriber(
  tools: { db: Db; seal: SealKeys; policy: AddressPolicy },
  wanted: { name: string; url: string; types: OutboundType[] | null; products: string[] | null },
): Promise<{ id: string; secret: string }> {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(wanted.name)) {
    throw new BadSubscriber('A name has up to 40 small letters, digits and hyphens.');
  }
  const problem = problemOfAddress(wanted.url, tools.policy);
  if (problem !== null) throw new BadSubscriber(`The address ${problem}.`);
  const [id, secret] = [randomUUID(), newSecret()];
  if (!(await insertSubscriber(tools.db, { ...wanted, id, secret: seal(secret, id, tools.seal) }))) {
    throw new BadSubscriber(`There is a subscriber ${wanted.name} already.`);
  }
  return { id, secret };
}

/** Events are still enqueued for it, and wait. */
export async function pauseSubscriber(db: Db, name: string): Promise<void> {
  await setSubscriberState(db, (await getSubscriber(db, name)).id, 'paused', null);
}

/** @returns the number of waiting deliveries */
export async function resumeSubscriber(db: Db, name: string): Promise<number> {
  const { id } = await getSubscriber(db, name);
  await setSubscriberState(db, id, 'active', null);
  return enqueueAll(db, id, 'waiting');
}

/** Retries its dead letters. @returns their number */
export async function retryDead(db: Db, name: string): Promise<number> {
  return enqueueAll(db, (await getSubscriber(db, name)).id, 'dead');
}

/** @returns the new secret; the previous one signs, too, for that many hours */
export async function rotate(
  tools: { db: Db; seal: SealKeys },
  name: string,
  overlapHours: number,
): Promise<string> {
  const { id } = await getSubscriber(tools.db, name);
  const secret = newSecret();
  await rotateSecret(tools.db, id, seal(secret, id, tools.seal), overlapHours);
  return secret;
}

/** Encrypts all secrets with today's key, so that the previous one can be removed. @returns the number of subscribers */
export async function reEncrypt(tools: { db: Db; seal: SealKeys }): Promise<number> {
  const rows = await listSealed(tools.db);
  const anew = (id: string, text: string) => seal(open(text, id, tools.seal), id, tools.seal);
  for (const { id, secret, previousSecret } of rows) {
    await replaceSealed(tools.db, id, {
      secret: anew(id, secret),
      previousSecret: previousSecret === null ? null : anew(id, previousSecret),
      was: secret,
    });
  }
  return rows.length;
}

export async function remove(db: Db, name: string): Promise<void> {
  const { id } = await getSubscriber(db, name);
  await db.transaction((tx) => removeSubscriber(tx, id));
}

/**
 * Replays past events: every event from `fromSeq` of each business's ledger that the endpoint wants, in the ledger's
 * order. An event that was delivered before is sent again with the same id.
 * @returns the number of events
 */
export async function replay(db: Db, name: string, range: ReplayRange): Promise<number> {
  const { id } = await getSubscriber(db, name);
  await settled(db);
  const requestId = randomUUID();
  let [count, last] = [0, NOBODY];
  for (;;) {
    const companies = await listReplayCompanies(db, id, range, last);
    const end = companies.at(-1);
    if (end === undefined) return count;
    count += await db.transaction((tx) => enqueueReplay(tx, id, range, companies, requestId));
    last = end;
  }
}

async function enqueueAll(db: Db, id: string, state: 'waiting' | 'dead'): Promise<number> {
  const before = await settled(db);
  const requestId = randomUUID();
  let count = 0;
  for (;;) {
    const enqueued = await db.transaction((tx) => enqueueAgain(tx, id, state, before, requestId));
    count += enqueued;
    if (enqueued < REPLAY_BATCH) return count;
  }
}

/** Waits for all present transactions: they may not have seen the subscriber, or that it is active again. */
async function settled(db: Db): Promise<Moment> {
  const begun = await markMoment(db);
  while (!(await isPast(db, begun))) await sleep(LOOK_MS);
  return markMoment(db);
}
