// Schema of reconciliation: the schedule, the findings, the call budget.
import { bigserial, date, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { DifferenceKind, Mending } from '../../lib/domain/work/reconcile';
import { at } from './at';

/** When a business is next compared with Codat. By the machine's time, since consents do not depend on it. */
export const reconciliationSchedule = pgTable(
  'reconciliation_schedule',
  {
    companyId: uuid('company_id').primaryKey(),
    dueAt: at('due_at').notNull(),
    /** Lease: until then no process claims the row, because one compares it or a failure asked to wait. */
    heldUntil: at('held_until'),
    reconciledAt: at('reconciled_at'),
  },
  (t) => [
    index('reconciliation_schedule_due').on(t.dueAt),
    index('reconciliation_schedule_reconciled').on(t.reconciledAt.desc().nullsLast()),
  ],
);

/** Differences from Codat, and the repair of each. Ids and codes only: no data, no names. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    companyId: uuid('company_id').notNull(),
    /** Accord's id; null for a finding about the business as a whole. */
    connectionId: uuid('connection_id'),
    found: text('found').$type<DifferenceKind>().notNull(),
    done: text('done').$type<Mending>().notNull(),
    at: at('at').notNull(),
    requestId: text('request_id').notNull(),
  },
  (t) => [index('reconciliations_company').on(t.companyId, t.id.desc())],
);

/** Calls to Codat for comparing, per day as Codat counts days (UTC); one row for all processes, so that it is exact. */
export const callBudgetUse = pgTable('call_budget', {
  day: date('day', { mode: 'string' }).primaryKey(),
  calls: integer('calls').notNull(),
  /** The minute of the last call, and the number of calls in it. */
  minute: at('minute').notNull(),
  minuteCalls: integer('minute_calls').notNull(),
  /** Codat asked for a pause until then. */
  pausedUntil: at('paused_until'),
});
