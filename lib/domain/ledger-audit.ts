// Owns what is wrong with a ledger as it was stored: each link, each column beside it, the words, the receipts, the standing.
import { readStored } from './canonical';
import type { ConsentEventBody } from './consent';
import { contradictingColumn, type LedgerColumns, sha256 } from './ledger';
import { type ConsentProjection, project } from './projection';

export type LedgerFault = { companyId: string } & (
  | /** A link of a chain: an event was changed, removed or put in between. */
  { kind: 'chain'; seq: number; problem: 'gap' | 'hash' | 'previous' }
  /** A column by which events are found says something else than the event. */
  | { kind: 'column'; seq: number; column: string }
  /** The words kept are not the words whose hash was agreed to, or are not kept at all. */
  | { kind: 'notice'; seq: number; hash: string }
  /** A signed receipt is gone, is about another event than the one that names it, or about one that is not there (any more). */
  | { kind: 'receipt'; receiptId: string; problem: 'missing' | 'other-event' | 'no-event' }
  /** The standing rows are not what the events add up to. */
  | { kind: 'standing' }
);

export interface StoredEvent extends LedgerColumns {
  /** Grows from event to event over all businesses. */
  position: number;
  hash: string;
  /** The event as it is kept. */
  text: string;
}

/** What a receipt says about the ledger: it left the house signed, so that a ledger that was rewritten contradicts it. */
export interface Anchor {
  companyId: string;
  receiptId: string;
  eventId: string;
  /** Null when the receipt cannot be read. */
  hash: string | null;
}

export interface AuditFacts {
  /** Hashes of notices whose words give that hash. */
  soundNotices: ReadonlySet<string>;
  consents: readonly ConsentProjection[];
  anchors: readonly Anchor[];
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
  isBroken: boolean;
  rows: Map<string, ConsentProjection>;
}

/** The hash of an event inside the payload of its receipt (compact JWS); null when there is none to be read. */
export function anchoredHash(jws: string): string | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
    const hash = (payload as { ledger?: { hash?: unknown } }).ledger?.hash;
    return typeof hash === 'string' ? hash : null;
  } catch {
    return null;
  }
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

/** What is no JSON any more is an event of which nothing is left. */
function readEvent({ text, hash }: StoredEvent): { body: ConsentEventBody; isWhole: boolean } {
  try {
    // Kept in the form that is hashed; what was kept before that is put into it.
    if (sha256(text) === hash) return { body: JSON.parse(text) as ConsentEventBody, isWhole: true };
    const { value, canonical, isPlain } = readStored(text);
    return { body: value as ConsentEventBody, isWhole: isPlain && sha256(canonical) === hash };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { body: {} as ConsentEventBody, isWhole: false };
  }
}

/** One pass over a part of the ledger, with nothing kept of a business once the next one begins. */
export function startAudit(facts: AuditFacts, tell: (fault: LedgerFault) => void): Audit {
  const consents = groupBy(facts.consents, (row) => row.companyId);
  const anchors = new Map(facts.anchors.map((anchor) => [anchor.receiptId, anchor]));
  let companies = 0;
  let company: Company | null = null;

  function settle(id: string, rows: ReadonlyMap<string, ConsentProjection>): void {
    const kept = consents.get(id) ?? [];
    consents.delete(id);
    companies += 1;
    const isSame =
      kept.length === rows.size &&
      kept.every((row) => {
        const follows = rows.get(row.productId);
        return follows !== undefined && isSameRow(follows, row);
      });
    if (!isSame) tell({ companyId: id, kind: 'standing' });
  }

  function checkAnchor(companyId: string, body: ConsentEventBody, hash: string): void {
    const receiptId = body.receipt_id ?? null;
    if (receiptId === null) return;
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
      if (company !== null) settle(company.id, company.rows);
      company = { id: companyId, seq: 0, position: 0, hash: null, isBroken: false, rows: new Map() };
    }
    const { body, isWhole } = readEvent(event);
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
    Object.assign(company, { seq, hash: event.hash, position: event.position });
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
  }

  return {
    hear,
    end: () => {
      if (company !== null) settle(company.id, company.rows);
      for (const id of [...consents.keys()]) settle(id, new Map());
      for (const { companyId, receiptId } of anchors.values())
        tell({ companyId, kind: 'receipt', receiptId, problem: 'no-event' });
      return companies;
    },
  };
}
