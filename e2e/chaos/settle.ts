// Owns the calm after a chaos run: messages arrive, what is owed is done, and everything is compared with Codat once.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Db } from '@/db/client';
import type { Codat } from '@/lib/codat/client';
import type { Ctx } from '@/lib/context';
import { reconcileCompany } from '@/lib/reconcile/reconcile-company';
import type { SandboxControl } from '../sandbox-control';
import { stopFaultInjector } from './fault-injector';

const STEP_MS = 250;
const LATER_MS = 3_600_000;
/** Milliseconds after which what has not become calm never will. */
const PATIENCE = 240_000;

const OWED = sql`state = 'waiting' and (not_before is null or not_before <= now())`;

/** The machine's clock cannot be moved, so waits are cut short: those of retries, and those for a worker that died. */
async function passTime(owner: Db, isAfterDeaths: boolean): Promise<void> {
  await owner.execute(sql`update jobs set run_at = now() where state = 'waiting' and run_at > now()`);
  if (!isAfterDeaths) return;
  await owner.execute(sql`update jobs set leased_until = null where state = 'waiting'`);
  await owner.execute(sql`update idempotency_keys set claimed_until = now() where codat_id is null`);
}

async function countPending(owner: Db): Promise<number> {
  const [row] = await owner.execute<{ n: number }>(sql`select count(*)::int as n from jobs where ${OWED}`);
  return row?.n ?? 0;
}

async function untilDone(owner: Db, control: SandboxControl): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(STEP_MS)) {
    const deliveries = await control.deliveries();
    const underWay = deliveries.filter(({ state }) => state === 'Sending' || state === 'Attempting').length;
    if (underWay === 0 && (await countPending(owner)) === 0) return;
    await passTime(owner, false);
  }
}

/** Never throws for what is not calm in the end: the checks find and name it. */
export async function settle(
  owner: Db,
  control: SandboxControl,
  codat: Codat,
  businesses: readonly Ctx[],
): Promise<void> {
  await stopFaultInjector(control);
  await passTime(owner, true);
  await untilDone(owner, control);
  // Long after: what is being begun at this moment would be left alone. One by one, as the command does it: a sweep would
  // take its time, to leave most of Codat's quota to customers.
  const now = () => new Date(Date.now() + LATER_MS);
  for (const { companyId } of businesses) {
    await reconcileCompany({ db: owner, codat, now }, { companyId, requestId: crypto.randomUUID() });
  }
  await untilDone(owner, control);
}
