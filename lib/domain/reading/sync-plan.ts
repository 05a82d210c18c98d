// Desired state of reading at Codat: derived from the ledger by the rule that decides access, so no other data is requested.

import { type Decision, decide } from '../access/decide';
import type { ConnectionFacts, SourceType } from '../connection/connection';
import type { ConsentEventBody } from '../consent/consent';
import { agreementAt } from '../consent/projection';
import type { Product, ProductDefinition } from '../product/product';
import { sourceTypeOf } from './read-attribution';
import type { Offers, StoredRead } from './read-groups';

type Frequency = ProductDefinition['frequency'];

/** A data type that at least one consent covers, with the widest terms among them. */
export interface WantedType {
  dataType: string;
  sourceType: SourceType;
  historyMonths: number;
  frequency: Frequency;
  /** When the latest consent to it was given. */
  agreedAt: Date;
  /** Accord's ids of the connections through which it may be read now. */
  connectionIds: string[];
}

export interface PlanFacts {
  products: readonly Product[];
  /** The business's ledger in order of `seq`. */
  events: readonly ConsentEventBody[];
  connections: readonly ConnectionFacts[];
}

/** Hours between reads, as Codat counts them; 0 is never. */
const HOURS: Record<Frequency, number> = { once: 0, weekly: 168, daily: 24 };
const frequencyOf = (word: string): Frequency => (word === 'daily' || word === 'weekly' ? word : 'once');

/** True also before a platform is connected, if the consent covers it. */
const isCovered = ({ outcome, reason }: Decision) =>
  outcome === 'allow' || reason === 'no-connection' || reason === 'connection-not-linked';

/** In the order of the products and of their data types. */
export function wantedTypes({ products, events, connections }: PlanFacts, now: Date): WantedType[] {
  const wanted = new Map<string, WantedType>();
  for (const product of products) {
    const agreement = agreementAt(events, product.id, now);
    if (agreement?.terms === undefined || agreement.terms === null) continue;
    const { terms, consent } = agreement;
    const facts = { companyExists: true, product, events, connections };
    for (const dataType of terms.pii.flatMap(({ pii_types }) => pii_types.map(({ id }) => id))) {
      const decision = decide(facts, dataType, now);
      if (!isCovered(decision)) continue;
      const one: WantedType = {
        dataType,
        sourceType: sourceTypeOf(dataType),
        historyMonths: terms.history_months,
        frequency: frequencyOf(terms.collection_frequency),
        agreedAt: consent.givenAt ?? now,
        connectionIds: decision.outcome === 'allow' ? decision.connectionIds : [],
      };
      const before = wanted.get(dataType);
      wanted.set(dataType, before === undefined ? one : widest(before, one));
    }
  }
  return [...wanted.values()];
}

function widest(a: WantedType, b: WantedType): WantedType {
  const often = (one: WantedType) => HOURS[one.frequency] || Number.POSITIVE_INFINITY;
  return {
    ...a,
    historyMonths: Math.max(a.historyMonths, b.historyMonths),
    frequency: often(a) <= often(b) ? a.frequency : b.frequency,
    agreedAt: new Date(Math.max(a.agreedAt.getTime(), b.agreedAt.getTime())),
    connectionIds: [...new Set([...a.connectionIds, ...b.connectionIds])],
  };
}

/** A read to request, with Accord's id of the connection. */
export interface PlannedRead {
  connectionId: string;
  dataType: string;
}

/** Statuses without an automatic retry: access ended during the read, or Codat refused the request. */
const CUT_SHORT = new Set(['AuthError', 'Cancelled', 'NotQueued']);
/** A read no older than this serves a one-time consent. */
const FRESH_MS = 24 * 60 * 60 * 1000;

/**
 * The reads to request from Codat: covered, through a connection that may serve them, and not begun yet. Data types
 * that the platform does not offer are left out.
 */
export function readsToAsk(
  wanted: readonly WantedType[],
  connections: readonly Pick<ConnectionFacts, 'id' | 'platformKey'>[],
  reads: readonly StoredRead[],
  offers: Offers,
): PlannedRead[] {
  return wanted.flatMap((type) =>
    type.connectionIds.flatMap((connectionId) => {
      const connection = connections.find(({ id }) => id === connectionId);
      if (connection === undefined || offers(connection.platformKey, type.dataType) === false) return [];
      const read = reads.find((r) => r.connectionId === connectionId && r.dataType === type.dataType);
      return isServed(type, read) ? [] : [{ connectionId, dataType: type.dataType }];
    }),
  );
}

function isServed({ frequency, agreedAt }: WantedType, read: StoredRead | undefined): boolean {
  if (read === undefined || CUT_SHORT.has(read.status)) return false;
  // There is no schedule for it: a new one-time consent needs a new read.
  const isOld = read.lastReadAt !== null && agreedAt.getTime() - read.lastReadAt.getTime() > FRESH_MS;
  return !(frequency === 'once' && read.status === 'Complete' && isOld);
}

/** Codat's setting per company and data type (docs/codat.md). */
export interface SyncSetting {
  dataType: string;
  fetchOnFirstLink: boolean;
  /** Hours between reads; 0 is never. */
  syncSchedule: number;
  syncOrder: number;
  syncFromUtc?: string | undefined;
  /** Months of data. */
  syncFromWindow?: number | undefined;
  /** Months, for reports only. */
  monthsToSync?: number | undefined;
  isLocked?: boolean | undefined;
}

const REPORTS = new Set(['balanceSheet', 'profitAndLoss', 'cashFlowStatement']);

/**
 * The desired settings: data that no product needs is fetched neither at first link nor on a schedule. Locked
 * settings stay.
 */
export function settingsFor(present: readonly SyncSetting[], wanted: readonly WantedType[]): SyncSetting[] {
  const byType = new Map(wanted.map((type) => [type.dataType, type]));
  const known = new Set(present.map(({ dataType }) => dataType));
  const last = Math.max(-1, ...present.map(({ syncOrder }) => syncOrder));
  const missing = wanted
    .filter(({ dataType }) => !known.has(dataType))
    .map(({ dataType }, index): SyncSetting => ({ ...OFF, dataType, syncOrder: last + 1 + index }));
  return [...present, ...missing].map((setting) =>
    setting.isLocked === true ? setting : settingOf(setting, byType.get(setting.dataType)),
  );
}

const OFF = { fetchOnFirstLink: false, syncSchedule: 0 };

function settingOf(present: SyncSetting, wanted: WantedType | undefined): SyncSetting {
  if (wanted === undefined) return { ...present, ...OFF };
  const { syncFromUtc: _utc, syncFromWindow: _window, monthsToSync: _months, ...rest } = present;
  const history = REPORTS.has(present.dataType)
    ? { monthsToSync: wanted.historyMonths }
    : { syncFromWindow: wanted.historyMonths };
  return { ...rest, ...history, fetchOnFirstLink: true, syncSchedule: HOURS[wanted.frequency] };
}

const FIELDS = [
  'fetchOnFirstLink',
  'syncSchedule',
  'syncOrder',
  'syncFromUtc',
  'syncFromWindow',
  'monthsToSync',
] as const;

export function areSameSettings(a: readonly SyncSetting[], b: readonly SyncSetting[]): boolean {
  if (a.length !== b.length) return false;
  const byType = new Map(a.map((setting) => [setting.dataType, setting]));
  return b.every((setting) => {
    const other = byType.get(setting.dataType);
    return other !== undefined && FIELDS.every((field) => other[field] === setting[field]);
  });
}

/** The same text for the same settings, so that Codat is called only after a change. */
export function settingsKey(wanted: readonly WantedType[]): string {
  return wanted
    .map(({ dataType, historyMonths, frequency }) => `${dataType}:${historyMonths}:${frequency}`)
    .sort()
    .join(' ');
}
