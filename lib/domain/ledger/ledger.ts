// Hash chain: how an event is hashed and how a chain is checked.
import canonicalize from 'canonicalize';
import type { ConsentEventBody } from '../consent/consent';
import { sha256 } from '../crypto/sha256';

/**
 * SHA-256, in lower-case hex, over the canonical JSON (RFC 8785) of the event.
 * @throws when the event holds something that JSON cannot (a lone surrogate, a non-finite number).
 */
export function hashEvent(body: ConsentEventBody): string {
  return sha256(canonicalJson(body));
}

/** The event in its hashed and stored form. @throws as `hashEvent` */
export function canonicalJson(body: ConsentEventBody): string {
  const canonical = canonicalize(body);
  if (canonical === undefined) throw new TypeError('A consent event must be a JSON object.');
  return canonical;
}

/** Time never runs backwards in a ledger: clocks differ, but no event is earlier than the one before it. */
export function notBefore(now: Date, last: Date | null): Date {
  return last !== null && last > now ? last : now;
}

export interface ChainLink {
  seq: number;
  hash: string;
  body: ConsentEventBody;
}

export type ChainCheck =
  | { ok: true; length: number }
  | { ok: false; seq: number; problem: 'gap' | 'hash' | 'previous' };

/**
 * Walks one company's events in order of `seq` and names the first broken link.
 * @param behind the link before the first of them; null where they are the beginning
 */
export function verifyChain(
  links: readonly ChainLink[],
  behind: Pick<ChainLink, 'seq' | 'hash'> | null = null,
): ChainCheck {
  let previous = behind?.hash ?? null;
  const first = (behind?.seq ?? 0) + 1;
  for (const [index, { seq, hash, body }] of links.entries()) {
    // A row in an event's place may hold anything, even nothing.
    const link: Partial<ConsentEventBody> = body ?? {};
    if (seq !== first + index || link.seq !== seq) return { ok: false, seq, problem: 'gap' };
    if (link.prev_hash !== previous) return { ok: false, seq, problem: 'previous' };
    if (hashOf(body) !== hash) return { ok: false, seq, problem: 'hash' };
    previous = hash;
  }
  return { ok: true, length: links.length };
}

/** Null for a body without a canonical form. */
function hashOf(body: ConsentEventBody): string | null {
  try {
    return hashEvent(body);
  } catch {
    return null;
  }
}

/** The columns beside an event, by which it is found; they must agree with the event. */
export interface LedgerColumns {
  id: string;
  companyId: string;
  seq: number;
  type: string;
  productId: string;
  /** ISO 8601 in UTC, as events write it. */
  at: string;
}

/** The first column that contradicts the event; null when all agree. */
export function contradictingColumn(
  columns: LedgerColumns,
  body: ConsentEventBody,
): keyof LedgerColumns | null {
  if (columns.id !== body.record_id) return 'id';
  if (columns.companyId !== body.pii_principal_id) return 'companyId';
  if (columns.seq !== body.seq) return 'seq';
  if (columns.type !== body.event_type) return 'type';
  if (columns.productId !== body.service.product_id) return 'productId';
  return columns.at === body.event_time ? null : 'at';
}
