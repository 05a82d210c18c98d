// Call budget of reconciliation: its share of the quota that Codat reported, else of the documented one.
import { z } from 'zod';
import type { Db } from '@/db/client';
import { countActiveCompanies, findCallBudget } from '@/db/queries/reconciliation-schedule';
import { findLastQuotaEvent } from '@/db/queries/webhooks';
import { jsonOrNull } from '../domain/text/json';
import { assumedLimit, type CallBudget, callBudgetOf, leftOf, type Quota } from '../domain/work/reconcile';
import { machineClock } from '../runtime/clock';

const NOTHING: CallBudget = { perDay: 0, perMinute: 0 };

export interface Budget {
  callBudget: CallBudget;
  /** Calls that may be made now. */
  left: number;
}

/** The quota by Codat's rule, until an answer has reported the number. */
export async function assumedQuota(db: Db): Promise<Quota> {
  return { limit: assumedLimit(await countActiveCompanies(db)), remaining: null };
}

/** @param percent of the day's quota */
export async function budgetNow(db: Db, quota: Quota, percent: number): Promise<Budget> {
  if ((await restUntil(db)) !== null) return { callBudget: NOTHING, left: 0 };
  const callBudget = callBudgetOf(quota, percent);
  return { callBudget, left: leftOf(callBudget, await findCallBudget(db)) };
}

/** Until when Codat accepts no calls that can wait: after a request to pause, or a used-up quota. Null: it accepts them. */
export async function restUntil(db: Db): Promise<Date | null> {
  const { pausedUntil } = await findCallBudget(db);
  const event = await findLastQuotaEvent(db);
  const reached = event === null ? null : readQuotaEvent(event.eventType, event.body);
  const ends = [pausedUntil, reached?.until ?? null].flatMap((end) => end?.getTime() ?? []);
  const last = Math.max(0, ...ends);
  return last > machineClock.now().getTime() ? new Date(last) : null;
}

const event = z.looseObject({ payload: z.looseObject({ expiryDate: z.string() }) });

/** Reads a quota event (docs/codat.md#quota). @returns the end of the refusals; null if renewed or without a date */
function readQuotaEvent(eventType: string, body: string): { until: Date } | null {
  if (eventType !== 'client.rateLimit.reached') return null;
  const read = event.safeParse(jsonOrNull(body));
  if (!read.success) return null;
  const until = new Date(read.data.payload.expiryDate);
  return Number.isNaN(until.getTime()) ? null : { until };
}
