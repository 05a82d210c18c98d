// Audit of one business, by the same rules as the audit of the whole ledger.

import type { Db } from '@/db/client';
import { listMissing } from '@/db/queries/checkpoints';
import { readClockReach } from '@/db/queries/demo-clock';
import { hearBusiness, readLatestFacts } from '@/db/queries/ledger-facts';
import { findChainHead, isChainProven } from '@/db/queries/proven-events';
import { listSealedBasis } from '@/db/queries/snapshots';
import { rebuild } from '../domain/consent/projection';
import { sha256 } from '../domain/crypto/sha256';
import type { ChainHead } from '../domain/ledger/checkpoint';
import type { SignatureCheck } from '../domain/ledger/event-signature';
import { type LedgerFault, startAudit } from '../domain/ledger/ledger-audit';
import { snapshotsBy } from '../domain/ledger/snapshot-signature';
import { getSigningKeys } from '../runtime/env';
import { createTurns, type InTurn } from '../security/turns';
import { isSameRows } from './read-ledger';

/** The head of a business in the genuine checkpoint with that number. */
export interface Vouched {
  number: number;
  head: ChainHead;
}

/** @param vouched null when no checkpoint has the business */
export async function auditBusiness(
  db: Db,
  companyId: string,
  isSigned: SignatureCheck,
  vouched: Vouched | null,
): Promise<LedgerFault[]> {
  const faults: LedgerFault[] = [];
  const aheadMs = await readClockReach(db);
  let end = () => 0;
  await hearBusiness(db, companyId, ({ consents, snapshots, receipts, notices }) => {
    const audit = startAudit(
      {
        soundNotices: soundNotices(notices),
        consents,
        snapshots,
        anchors: receipts,
        isSigned,
        isTaken: snapshotsBy(getSigningKeys()),
        aheadMs,
      },
      (fault) => faults.push(fault),
    );
    end = audit.end;
    return audit.hear;
  });
  end();
  return [...faults, ...(await lostOf(db, vouched))];
}

async function lostOf(db: Db, vouched: Vouched | null): Promise<LedgerFault[]> {
  if (vouched === null) return [];
  const { number, head } = vouched;
  return (await listMissing(db, [head])).map(({ companyId, seq }) => ({
    companyId,
    kind: 'checkpoint',
    seq,
    number,
  }));
}

/** Longer ledgers are audited in fair turns. */
const LONG = 200;
/** Kept on the process: Next loads modules more than once. */
const holder = globalThis as typeof globalThis & { accordAudits?: InTurn };

function inTurn<T>(companyId: string, work: () => Promise<T>): Promise<T> {
  holder.accordAudits ??= createTurns();
  return holder.accordAudits(companyId, work);
}

export interface LatestAudit {
  faults: LedgerFault[];
  /** The number of events that were checked. */
  checked: number;
  events: number;
}

/**
 * Audits the latest events, at a cost that does not grow with the ledger; all events if there are no more. The
 * standings are compared with the basis of answers.
 */
export async function auditLatest(
  db: Db,
  companyId: string,
  isSigned: SignatureCheck,
  most: number,
  vouched: Vouched | null,
): Promise<LatestAudit> {
  const head = await findChainHead(db, companyId);
  const events = head?.seq ?? 0;
  const auditWhole = () => auditBusiness(db, companyId, isSigned, vouched);
  // Behind an event that follows an unproven one, there may be a forgery farther back.
  if (events <= most || !(await isChainProven(db, companyId)))
    return {
      faults: await (events > LONG ? inTurn(companyId, auditWhole) : auditWhole()),
      checked: events,
      events,
    };
  const facts = await readLatestFacts(db, companyId, events - most - 1);
  const [behind, ...latest] = facts.events;
  const faults: LedgerFault[] = [];
  const audit = startAudit(
    {
      soundNotices: soundNotices(facts.notices),
      consents: [],
      snapshots: [],
      anchors: facts.receipts.filter(({ eventId }) => eventId !== behind?.id),
      isSigned,
      isTaken: null,
      aheadMs: await readClockReach(db),
      ...(behind === undefined ? {} : { behind }),
    },
    (fault) => faults.push(fault),
  );
  for (const event of latest) audit.hear(event);
  audit.end();
  const rows = rebuild((await listSealedBasis(db, companyId)).map(({ body }) => body));
  if (!isSameRows(facts.consents, rows)) faults.push({ companyId, kind: 'standing' });
  faults.push(...(await lostOf(db, vouched)));
  return { faults, checked: latest.length, events };
}

const soundNotices = (notices: readonly { hash: string; text: string }[]) =>
  new Set(notices.filter(({ hash, text }) => sha256(text) === hash).map(({ hash }) => hash));

/** A standing may be repaired from proven events only. */
export const isUnproven = (fault: LedgerFault): boolean => fault.kind !== 'standing';
