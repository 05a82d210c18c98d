// SQL of the shared health probe: one row, which the process that probes advances first, so that only one does.
import { eq, sql } from 'drizzle-orm';
import type { Db } from '../client';
import { codatCache } from '../schema/connection';
import { ms } from './interval';

const KEY = 'reachable';
const isKey = eq(codatCache.key, KEY);

export interface KnownReach {
  isReachable: boolean;
  /** Milliseconds since Codat was asked. */
  ageMs: number;
}

export async function findReach(db: Db): Promise<KnownReach | null> {
  const [row] = await db
    .select({
      isReachable: sql<boolean>`(body = 'true'::jsonb)`,
      ageMs: sql<number>`(extract(epoch from now() - fetched_at) * 1000)::float8`,
    })
    .from(codatCache)
    .where(isKey);
  return row ?? null;
}

/** Only one of any number of processes may ask; the previous result stays valid meanwhile. */
export async function claimProbe(db: Db, olderThanMs: number): Promise<boolean> {
  const rows = await db.execute(sql`
    insert into ${codatCache} (key, body, fetched_at) values (${KEY}, 'false'::jsonb, now())
    on conflict (key) do update set fetched_at = now()
    where codat_cache.fetched_at <= now() - ${ms(olderThanMs)} returning 1`);
  return rows.length === 1;
}

/** @param ageMs how long ago Codat answered */
export async function storeReach(db: Db, isReachable: boolean, ageMs = 0): Promise<void> {
  await db.execute(sql`
    insert into ${codatCache} (key, body, fetched_at)
    values (${KEY}, ${isReachable ? 'true' : 'false'}::jsonb, now() - ${ms(ageMs)})
    on conflict (key) do update set body = excluded.body, fetched_at = greatest(codat_cache.fetched_at, excluded.fetched_at)`);
}

/** The probe ended without any result: the next one is due at once. */
export async function dropReach(db: Db): Promise<void> {
  await db.delete(codatCache).where(isKey);
}
