// Audit of a ledger as it was stored: each link and signature, time, each column beside it, the words, the receipts, the standing.

import type { ConsentEventBody } from '../consent/consent';
import { type ConsentProjection, project } from '../consent/projection';
import { sha256 } from '../crypto/sha256';
import { hasReceipt } from '../receipt/receipt';
import type { SignatureCheck, SignedEvent } from './event-signature';
import { contradictingColumn, type LedgerColumns } from './ledger';
import { checkSnapshots, type SnapshotCheck } from './snapshot-audit';
import type { SignedSnapshot, SnapshotSignatureCheck as SnapshotSignatures } from './snapshot-signature';

export type LedgerFault = { companyId: string } & (
  | /** A link of a chain: an event was changed, removed or put in between. */
  { kind: 'chain'; seq: number; problem: 'gap' | 'hash' | 'previous' }
  /** None of our keys signed the event, or one did that signed no more. */
  | { kind: 'signature'; seq: number }
  /** It says a time before that of the event before it, or one that is not when it was written. */
  | { kind: 'time'; seq: number; problem: 'back' | 'stamp' }
  /** Events of its type have a receipt, and it names none. */
  | { kind: 'unreceipted'; seq: number }
  /** A column by which events are found says something else than the event. */
  | { kind: 'column'; seq: number; column: string }
  /** The words kept are not the words whose hash was agreed to, or are not kept at all. */
  | { kind: 'notice'; seq: number; hash: string }
  /** A signed receipt is gone, is about another event than the one that names it, or about one that is not there (any more). */
  | { kind: 'receipt'; receiptId: string; problem: 'missing' | 'other-event' | 'no-event' }
  /** A signed checkpoint vouches for an event that is not there any more, or is another one. */
  | { kind: 'checkpoint'; seq: number; number: number }
  /** The standing rows, or the snapshots that are read instead of all events, are not what the events add up to. */
  | { kind: 'standing' }
);

/** How far an event's time may be from the moment at which the database took it in. */
export const STAMP_TOLERANCE_MS = 600_000;

export interface StoredEvent extends LedgerColumns, SignedEvent {
  /** Grows from event to event over all businesses. */
  position: number;
  /** When the database took it in, by its own clock, in milliseconds. */
  insertedMs: number;
  /** The event as it is kept, in the form that is hashed. */
  text: string;
}

/** What stands beside a receipt about its event; that the signed line says the same is seen where lines are opened. */
export interface Anchor {
  companyId: string;
  receiptId: string;
  eventId: string;
  hash: string;
}

/** A link of a chain, as far as the next one is held against it. */
export type AuditLink = Pick<StoredEvent, 'seq' | 'position' | 'hash' | 'at'>;

export interface AuditFacts {
  /** Hashes of notices whose words give that hash. */
  soundNotices: ReadonlySet<string>;
  consents: readonly ConsentProjection[];
  snapshots: readonly SignedSnapshot[];
  anchors: readonly Anchor[];
  /** Null where the keys are not known: then nothing is said about signatures. */
  isSigned: SignatureCheck | null;
  /** The same of snapshots. */
  isTaken: SnapshotSignatures | null;
  /** How far business time was ever ahead of the database's, as in a demo whose clock was moved. */
  aheadMs: number;
  /** The link behind which the part of one business begins that is heard: then nothing is said about standings. */
  behind?: AuditLink;
}

export interface Audit {
  /** Events come business by business, each in the order of `seq`. */
  hear(event: StoredEvent): void;
  /** @returns how many businesses there were */
  end(): number;
}

interface Company {
  id: string;
  seq: number;
  position: number;
  hash: string | null;
  at: string;
  isBroken: boolean;
  /** Something was stopped on an event that was not proven: the newest signature vouches for itself alone. */
  isDoubted: boolean;
  rows: Map<string, ConsentProjection>;
  snapshots: SnapshotCheck | null;
  signed: (SignedEvent & { seq: number })[];
}

const isSameValue = (a: unknown, b: unknown) =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

function isSameRow(a: ConsentProjection, b: ConsentProjection): boolean {
  return (Object.keys(a) as (keyof ConsentProjection)[]).every((key) => isSameValue(a[key], b[key]));
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

const START = { seq: 0, position: 0, hash: null, at: '' };

const startOf = (id: string, snapshots: SnapshotCheck | null, link?: AuditLink): Company => ({
  // A whole event may stand for its link.
  ...(link ?? START),
  id,
  isBroken: false,
  isDoubted: false,
  rows: new Map(),
  snapshots,
  signed: [],
});

/** A body that is no JSON object any more counts as an empty event. */
function readEvent({ text, hash }: StoredEvent): { body: ConsentEventBody; isWhole: boolean } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null)
      return { body: body as ConsentEventBody, isWhole: sha256(text) === hash };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { body: {} as ConsentEventBody, isWhole: false };
}

/** One pass over a part of the ledger, with nothing kept of a business once the next one begins. */
export function startAudit(facts: AuditFacts, tell: (fault: LedgerFault) => void): Audit {
  const consents = groupBy(facts.consents, (row) => row.companyId);
  const snapshots = groupBy(facts.snapshots, (row) => row.companyId);
  const anchors = new Map(facts.anchors.map((anchor) => [anchor.receiptId, anchor]));
  let companies = 0;
  let company: Company | null = null;

  function leave(of: Company): void {
    checkSignatures(of);
    settle(of.id, of.rows, of.snapshots?.end() ?? true);
  }

  function settle(
    id: string,
    rows: ReadonlyMap<string, ConsentProjection>,
    areSnapshotsSound: boolean,
  ): void {
    const kept = consents.get(id) ?? [];
    consents.delete(id);
    companies += 1;
    if (facts.behind !== undefined) return;
    const isSame =
      areSnapshotsSound &&
      kept.length === rows.size &&
      kept.every((row) => {
        const follows = rows.get(row.productId);
        return follows !== undefined && isSameRow(follows, row);
      });
    if (!isSame) tell({ companyId: id, kind: 'standing' });
  }

  /**
   * The newest signature covers all before it, since appending to an unsigned head is recorded; otherwise each one is
   * checked.
   */
  function checkSignatures({ id: companyId, signed, isBroken, isDoubted }: Company): void {
    const head = signed.at(-1);
    if (facts.isSigned === null || head === undefined) return;
    if (!isBroken && !isDoubted && facts.isSigned(head)) return;
    for (const event of signed)
      if (!facts.isSigned(event)) tell({ companyId, kind: 'signature', seq: event.seq });
  }

  function checkTime(of: Company, { companyId, seq, at, insertedMs }: StoredEvent): void {
    if (at < of.at) tell({ companyId, kind: 'time', seq, problem: 'back' });
    const ahead = Date.parse(at) - insertedMs;
    // Also where one of the two is no time at all.
    const isNear = ahead >= -STAMP_TOLERANCE_MS && ahead <= STAMP_TOLERANCE_MS + facts.aheadMs;
    if (!isNear) tell({ companyId, kind: 'time', seq, problem: 'stamp' });
  }

  function checkAnchor(companyId: string, body: ConsentEventBody, hash: string): void {
    const receiptId = body.receipt_id;
    if (receiptId === null) {
      if (hasReceipt(body.event_type)) tell({ companyId, kind: 'unreceipted', seq: body.seq });
      return;
    }
    const anchor = anchors.get(receiptId);
    anchors.delete(receiptId);
    const fits = anchor?.companyId === companyId && anchor.eventId === body.record_id && anchor.hash === hash;
    if (fits) return;
    const problem = anchor === undefined ? 'missing' : 'other-event';
    tell({ companyId, kind: 'receipt', receiptId, problem });
  }

  function hear(event: StoredEvent): void {
    const { companyId, seq } = event;
    if (company?.id !== companyId) {
      if (company !== null) leave(company);
      const kept = snapshots.get(companyId);
      company = startOf(
        companyId,
        kept === undefined ? null : checkSnapshots(kept, facts.isTaken),
        facts.behind,
      );
      snapshots.delete(companyId);
    }
    const { body, isWhole } = readEvent(event);
    company.isDoubted ||= body.follows_unproven === true;
    const problem =
      seq !== company.seq + 1 || body.seq !== seq
        ? 'gap'
        : body.prev_hash !== company.hash
          ? 'previous'
          : isWhole
            ? null
            : 'hash';
    // What follows from the first broken link is not news.
    if (problem !== null && !company.isBroken) {
      tell({ companyId, kind: 'chain', seq, problem });
      company.isBroken = true;
    }
    if (event.position <= company.position) tell({ companyId, kind: 'column', seq, column: 'position' });
    checkTime(company, event);
    const { hash, signature, keyId, at } = event;
    company.signed.push({ seq, hash, signature, keyId, at });
    Object.assign(company, { seq, hash, position: event.position, at });
    try {
      checkEvent(company, event, body);
    } catch (error) {
      // So little is left of the event that it cannot be read, whatever its hash says.
      if (!(error instanceof TypeError)) throw error;
      if (!company.isBroken) tell({ companyId, kind: 'chain', seq, problem: 'hash' });
      company.isBroken = true;
    }
  }

  function checkEvent(of: Company, event: StoredEvent, body: ConsentEventBody): void {
    const { companyId, seq } = event;
    const column = contradictingColumn(event, body);
    if (column !== null) tell({ companyId, kind: 'column', seq, column });
    const { hash } = body.privacy_notice;
    if (!facts.soundNotices.has(hash)) tell({ companyId, kind: 'notice', seq, hash });
    checkAnchor(companyId, body, event.hash);
    const product = body.service.product_id;
    of.rows.set(product, project(of.rows.get(product) ?? null, body));
    of.snapshots?.hear(body);
  }

  return {
    hear,
    end: () => {
      if (company !== null) leave(company);
      for (const id of new Set([...consents.keys(), ...snapshots.keys()]))
        settle(id, new Map(), !snapshots.has(id));
      for (const { companyId, receiptId } of anchors.values())
        tell({ companyId, kind: 'receipt', receiptId, problem: 'no-event' });
      return companies;
    },
  };
}
