// API keys of the client's systems: made, rotated and revoked by a command; only hashes are kept, and each use is checked anew.
import type { Db } from '@/db/client';
import {
  type ApiKeyRow,
  findApiKey,
  insertApiKey,
  setReplaced,
  setRevoked,
  setUsed,
} from '@/db/queries/api-keys';
import { listProducts } from '@/db/queries/products';
import { type KeyMode, makeApiKey, opens, readApiKey, SCOPES, type Scope } from '../domain/identity/api-key';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/text/duration';
import { NotFound } from '../errors';

/** What was asked of a key cannot be; the message is for the person at the command line. */
export class BadApiKey extends Error {
  override readonly name = 'BadApiKey';
}

export const LONGEST_DAYS = 365;
/** More than a process answers. */
const MOST_PER_MINUTE = 10_000_000;
const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

export interface WantedKey {
  name: string;
  /** Null: every product. */
  products: readonly string[] | null;
  scopes: readonly Scope[];
  perMinute: number;
  days: number;
}

interface Place {
  db: Db;
  mode: KeyMode;
  /** The machine's time: no presenter who looks ahead ends a key. */
  now: Date;
}

/**
 * @returns the key, to be shown once
 * @throws BadApiKey naming what cannot be
 */
export async function addApiKey({ db, mode, now }: Place, wanted: WantedKey) {
  const { name, products, scopes, perMinute, days } = wanted;
  if (!NAME.test(name)) throw new BadApiKey('A name has small letters, digits and hyphens, 60 at most.');
  if (!Number.isInteger(days) || days < 1 || days > LONGEST_DAYS)
    throw new BadApiKey(`A key lasts from 1 to ${LONGEST_DAYS} days.`);
  if (!Number.isInteger(perMinute) || perMinute < 1 || perMinute > MOST_PER_MINUTE)
    throw new BadApiKey(`A key may ask from 1 to ${MOST_PER_MINUTE} questions a minute.`);
  if (scopes.length === 0) throw new BadApiKey(`A key needs a scope; there are ${SCOPES.join(', ')}.`);
  await haveProducts(db, products);
  const { id, token, hash } = makeApiKey(mode);
  await insertApiKey(db, {
    id,
    name,
    hash,
    products: products === null ? null : [...new Set(products)],
    scopes: [...new Set(scopes)],
    perMinute,
    createdAt: now,
    expiresAt: new Date(now.getTime() + days * DAY_MS),
  });
  return { id, token };
}

/** A key for a product that is misspelled would be refused for ever, and nobody would see why. */
async function haveProducts(db: Db, products: readonly string[] | null): Promise<void> {
  if (products === null) return;
  if (products.length === 0) throw new BadApiKey('Name a product, or leave the products out.');
  const known = (await listProducts(db)).map(({ id }) => id);
  const unknown = products.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new BadApiKey(`There is no product ${unknown.join(', ')}; there are ${known.join(', ')}.`);
}

/**
 * A second key with the same rights; the first one goes on for some hours.
 * @throws NotFound for a key that is not there
 * @throws BadApiKey for one that is over, revoked or replaced
 */
export async function rotateApiKey({ db, mode, now }: Place, id: string, hours: number) {
  const key = await findApiKey(db, id);
  if (key === null) throw new NotFound('API key');
  if (!opens(key, key.hash, now)) throw new BadApiKey(`${id} opens nothing any more; add a new key.`);
  const made = makeApiKey(mode);
  const goesOn = new Date(now.getTime() + hours * HOUR_MS);
  return db.transaction(async (tx) => {
    const isReplaced = await setReplaced(tx, id, {
      by: made.id,
      expiresAt: goesOn < key.expiresAt ? goesOn : key.expiresAt,
    });
    if (!isReplaced) throw new BadApiKey(`${id} was replaced or revoked before.`);
    const { name, products, scopes, perMinute } = key;
    const lasts = key.expiresAt.getTime() - key.createdAt.getTime();
    await insertApiKey(tx, {
      ...{ id: made.id, hash: made.hash, name, products, scopes, perMinute },
      createdAt: now,
      expiresAt: new Date(now.getTime() + lasts),
    });
    return { id: made.id, token: made.token };
  });
}

/** @throws NotFound for a key that is not there; one that was revoked before stays as it is */
export async function revokeApiKey({ db, now }: Pick<Place, 'db' | 'now'>, id: string): Promise<void> {
  if (!(await setRevoked(db, id, now)) && (await findApiKey(db, id)) === null) throw new NotFound('API key');
}

/**
 * The key that a request shows. Wrong, foreign, expired and revoked are one answer: none of them says which.
 * @param authorization the whole header
 */
export async function authenticateKey(
  { db, now }: Pick<Place, 'db' | 'now'>,
  authorization: string | undefined,
): Promise<ApiKeyRow | null> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const shown = token === undefined ? null : readApiKey(token);
  // A typo fails the checksum and asks no database.
  const kept = shown === null ? null : await findApiKey(db, shown.id);
  if (shown === null || kept === null || !opens(kept, shown.hash, now)) return null;
  const before = new Date(now.getTime() - MINUTE_MS);
  if (kept.lastUsedAt === null || kept.lastUsedAt < before) await setUsed(db, kept.id, now, before);
  return kept;
}
