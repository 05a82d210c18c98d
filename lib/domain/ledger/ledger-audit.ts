// Audit of a stored ledger: links, signatures, times, columns, notices, receipts, standings.

import type { ConsentEventBody } from '../consent/consent';
import { type ConsentProjection, project } from '../consent/projection';
import { sha256 } from '../crypto/sha256';
import { hasReceipt } from '../receipt/receipt';
import type { SignatureCheck, SignedEvent } from './event-signature';
import { contradictingColumn, type LedgerColumns } from './ledger';
import { checkSnapshots, type SnapshotCheck } from './snapshot-audit';
import type { SignedSnapshot, SnapshotSignatureCheck as SnapshotSignatures } from './snapshot-signature';
import type { VouchedCheck } from './vouched-heads';

export type LedgerFault = { companyId: string } & (
  | /** A link of a chain: an event was changed, removed or put in between. */
  { kind: 'chain'; seq: number; problem: 'gap' | 'hash' | 'previous' }
  /** No key of this site signed the event, or only one that was retired by then. */
  | { kind: 'signature'; seq: number }
  /** Its time is earlier than that of the event before it, or far from the moment of insertion. */
  | { kind: 'time'; seq: number; problem: 'back' | 'stamp' }
  /** Events of its type have a receipt, but this one names none. */
  | { kind: 'unreceipted'; seq: number }
  /** A column for finding events contradicts the event. */
  | { kind: 'column'; seq: number; column: string }
  /** The stored notice has another hash than the one agreed to, or does not exist. */
  | { kind: 'notice'; seq: number; hash: string }
  /** A receipt is missing, belongs to another event than the one that names it, or its event does not exist. */
  | { kind: 'receipt'; receiptId: string; problem: 'missing' | 'other-event' | 'no-event' }
  /** A signed checkpoint proves an event that is missing now, or has been replaced. */
  | { kind: 'checkpoint'; seq: number; number: number }
  /** The rows of standings, or the snapshots that replace a full read, differ from the sum of the events. */
  | { kind: 'standing' }
);

/** Tolerated distance between an event's time and its insertion in the database. */
export const STAMP_TOLERANCE_MS = 600_000;

export interface StoredEvent extends LedgerColumns, SignedEvent {
  /** Increases from event to event over all businesses. */
  position: number;
  /** Time of insertion by the database's clock, in milliseconds. */
  insertedMs: number;
  /** The stored event, in the hashed form. */
  text: string;
}

/** The columns that tie a receipt to its event; that the signed line agrees is checked where lines are decrypted. */
export interface Anchor {
  companyId: string;
  receiptId: string;
  eventId: string;
  hash: string;
}

/** The part of an event that the next link is compared with. */
export type AuditLink = Pick<StoredEvent, 'seq' | 'position' | 'hash' | 'at'>;

export interface AuditFacts {
  /** Hashes of notices whose text has that hash. */
  soundNotices: ReadonlySet<string>;
  consents: readonly ConsentProjection[];
  snapshots: readonly SignedSnapshot[];
  anchors: readonly Anchor[];
  /** Null when the keys are unknown: signatures are not checked then. */
  isSigned: SignatureCheck | null;
  /** The same for snapshots. */
  isTaken: SnapshotSignatures | null;
  /** Of the newest event of a business: a checkpoint vouches for its signature. */
  isVouched?: VouchedCheck;
  /** How far business time was ever ahead of the database's, as in a demo whose clock was moved. */
  aheadMs: number;
  /** The link before the audited part of one business: standings are not checked then. */
  behind?: AuditLink;
}

export interface Audit {
  /** Call it for each event, business by business, in order of `seq`. */
  hear(event: StoredEvent): void;
  /** @returns the number of businesses */
  end(): number;
}

interface Company {
  id: string;
  seq: number;
  position: number;
  hash: string | null;
  at: string;
  isBroken: boolean;
  /** A stop was written after an unproven event: the newest signature vouches for itself only. */
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
  // A whole event may take the place of its link.
  ...(link ?? START),
  id,
  isBroken: false,
  isDoubted: false,
  rows: new Map(),
  snapshots,
  signed: [],
});

/** A body that is not a JSON object counts as an empty event. */
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

/** One pass over a part of the ledger; memory holds one business at a time. */
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
    if (!isBroken && !isDoubted && (facts.isVouched?.({ companyId, ...head }) || facts.isSigned(head)))
      return;
    for (const event of signed)
      if (!facts.isSigned(event)) tell({ companyId, kind: 'signature', seq: event.seq });
  }

  function checkTime(of: Company, { companyId, seq, at, insertedMs }: StoredEvent): void {
    if (at < of.at) tell({ companyId, kind: 'time', seq, problem: 'back' });
    const ahead = Date.parse(at) - insertedMs;
    // False too if either is not a valid time.
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
    // Faults that result from the first broken link are not reported.
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
      // The event is too damaged to be read, whatever its hash.
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
