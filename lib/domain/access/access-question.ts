// Vocabulary of the decision API: which product asks, which business and data it asks about, and what the answer to each action is. Pure.
import type { Decision } from './decide';

/** `read` fetches new data from the platform; `use` works with what was read before. */
export const ACTIONS = ['read', 'use'] as const;
export type AccessAction = (typeof ACTIONS)[number];

/** A business by our id, by the client's own (`ext:`), or by Codat's (`codat:`). */
export type BusinessName = { by: 'id' | 'external' | 'codat'; value: string };

export interface DataName {
  business: BusinessName;
  /** A Codat data type, wire spelling. */
  dataType: string;
}

const PREFIXES = { 'ext:': 'external', 'codat:': 'codat' } as const;

/** NUL, or half of a character: Postgres stores neither. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** @returns null for a name that cannot be one */
export function readBusiness(text: string): BusinessName | null {
  if (UNSTORABLE.test(text)) return null;
  for (const [prefix, by] of Object.entries(PREFIXES)) {
    if (!text.startsWith(prefix)) continue;
    const value = text.slice(prefix.length);
    return value === '' ? null : { by, value };
  }
  return text === '' ? null : { by: 'id', value: text };
}

/** The client's own ids may hold a slash: the last one divides. */
export function readData(id: string): DataName | null {
  const slash = id.lastIndexOf('/');
  const business = readBusiness(id.slice(0, Math.max(slash, 0)));
  const dataType = id.slice(slash + 1);
  return slash === -1 || business === null || dataType === '' ? null : { business, dataType };
}

export type AccessReason =
  | Decision['reason']
  /** Nothing new may be read; what was read before may be used. */
  | 'read-before'
  /** A subject, action or resource that is not in this vocabulary. */
  | 'unknown-subject'
  | 'unknown-action'
  | 'unknown-resource';

/** What the decision about a kind of data says of one action. */
export function answerTo(
  action: AccessAction,
  decision: Decision,
): { isAllowed: boolean; reason: AccessReason } {
  const { outcome, reason, mayUseDataRead } = decision;
  if (outcome === 'allow') return { isAllowed: true, reason };
  if (action === 'use' && mayUseDataRead) return { isAllowed: true, reason: 'read-before' };
  return { isAllowed: false, reason };
}

/** Reasons that another answer of the customer would change. */
const ASKABLE: ReadonlySet<AccessReason> = new Set<AccessReason>([
  'no-consent',
  'refused',
  'withdrawn',
  'expired',
  'paused',
  'needs-reconsent',
  'not-covered',
]);

export const mayBeAsked = (reason: AccessReason): boolean => ASKABLE.has(reason);

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/i;

/** A moment of RFC 3339; seconds may be left out, as in the standard's own examples. @returns null for anything else */
export function readInstant(value: unknown): Date | null {
  if (typeof value !== 'string' || !MOMENT.test(value)) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
}
