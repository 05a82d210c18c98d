// Shared health probe: recent traffic answers first, then the result of any process; only then does one process call Codat.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@/db/client';
import { claimProbe, dropReach, findReach, storeReach } from '@/db/queries/codat-probe';
import type { Heard } from '../codat/answer-watch';
import { waitBetweenProbes } from '../domain/work/probe-pace';
import type { Quota } from '../domain/work/reconcile';

/** If Codat takes longer than this, it is reported as unreachable until it has answered. */
const PATIENCE_MS = 800;

export interface ProbeTools {
  db: () => Db;
  /** One call that counts against Codat's daily quota; errors are passed on by the probe. */
  ask: () => Promise<boolean>;
  /** Codat's latest answer to this process's own calls. */
  heard: () => Heard | null;
  /** As far as Codat has reported it. */
  quota: () => Pick<Quota, 'limit'> | null;
  /** Milliseconds. */
  now: () => number;
}

/** Codat's smallest quota: for a client without customers. */
const SMALLEST = { limit: 1000 };

export function createCodatProbe(tools: ProbeTools): () => Promise<boolean> {
  const { db, now } = tools;
  let asking: Promise<boolean> | null = null;

  async function ask(): Promise<boolean> {
    try {
      const isReachable = await tools.ask();
      await storeReach(db(), isReachable);
      return isReachable;
    } catch (error) {
      await dropReach(db());
      throw error;
    } finally {
      asking = null;
    }
  }

  const inTime = (answer: Promise<boolean>) => {
    // Kept for the next health check, in case the present one has stopped waiting.
    answer.catch(() => {});
    return Promise.race([answer, sleep(PATIENCE_MS, false)]);
  };

  return async () => {
    if (asking !== null) return inTime(asking);
    const quota = tools.quota() ?? SMALLEST;
    const known = await findReach(db());
    const heard = tools.heard();
    const heardAgo = heard === null ? Number.POSITIVE_INFINITY : now() - heard.at;
    if (heard !== null && heardAgo < waitBetweenProbes(heard.isReachable, quota)) {
      // Processes without calls of their own read it from here.
      const isNews = known?.isReachable !== heard.isReachable || heardAgo < known.ageMs / 2;
      if (isNews) await storeReach(db(), heard.isReachable, heardAgo);
      return heard.isReachable;
    }
    const waitMs = waitBetweenProbes(known?.isReachable ?? true, quota);
    if (known !== null && known.ageMs < waitMs) return known.isReachable;
    if (!(await claimProbe(db(), waitMs))) return known?.isReachable ?? false;
    asking = ask();
    return inTime(asking);
  };
}
