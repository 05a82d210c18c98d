// Quiescence after a chaos run: webhooks arrive, jobs complete, and everything is compared with Codat once.
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
/** Milliseconds after which the system counts as stuck. */
const PATIENCE = 240_000;

const PENDING = sql`state = 'waiting' and (not_before is null or not_before <= now())`;

/** Moves due times instead of the machine's clock: those of retries, and leases of workers that died. */
async function passTime(owner: Db, isAfterDeaths: boolean): Promise<void> {
  await owner.execute(sql`update jobs set run_at = now() where state = 'waiting' and run_at > now()`);
  if (!isAfterDeaths) return;
  await owner.execute(sql`update jobs set leased_until = null where state = 'waiting'`);
  await owner.execute(sql`update idempotency_keys set claimed_until = now() where codat_id is null`);
}

async function countPending(owner: Db): Promise<number> {
  const [row] = await owner.execute<{ n: number }>(sql`select count(*)::int as n from jobs where ${PENDING}`);
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

/** Never throws when the system does not settle: the checks find and name that. */
export async function settle(
  owner: Db,
  control: SandboxControl,
  codat: Codat,
  businesses: readonly Ctx[],
): Promise<void> {
  await stopFaultInjector(control);
  await passTime(owner, true);
  await untilDone(owner, control);
  // Runs as if long after: a comparison leaves out what has only just begun. One business at a time, as the command does it: the
  // periodic task would take its time, to leave most of Codat's quota to customers.
  const now = () => new Date(Date.now() + LATER_MS);
  for (const { companyId } of businesses) {
    await reconcileCompany({ db: owner, codat, now }, { companyId, requestId: crypto.randomUUID() });
  }
  await untilDone(owner, control);
}
