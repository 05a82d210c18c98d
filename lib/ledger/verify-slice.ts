// Audit of one part of the ledger.

import type { LedgerReader, Slice } from '@/db/ledger-reader';
import { sha256 } from '../domain/crypto/sha256';
import type { ChainHead } from '../domain/ledger/checkpoint';
import { signatureCheck } from '../domain/ledger/event-signature';
import { type Audit, type LedgerFault, startAudit } from '../domain/ledger/ledger-audit';
import { snapshotCheck } from '../domain/ledger/snapshot-signature';
import { vouchedCheck } from '../domain/ledger/vouched-heads';
import type { ReceiptKey } from '../domain/receipt/receipt-check';

/** The facts that the audit relies on besides the ledger. */
export interface Trust {
  /** All keys that ever signed; null when unknown. */
  keys: readonly ReceiptKey[] | null;
  /** How far business time may be ahead of the database's. */
  aheadMs: number;
  /** Of a genuine checkpoint, for the businesses of the part. */
  heads: readonly ChainHead[];
}

export interface SliceReport {
  companies: number;
  events: number;
  receipts: number;
  faults: LedgerFault[];
}

/** @param notices whether the text of each known notice matches its hash; new ones are added */
export async function verifySlice(
  reader: LedgerReader,
  slice: Slice,
  notices: Map<string, boolean>,
  { keys, aheadMs, heads }: Trust,
): Promise<SliceReport> {
  const report: SliceReport = { companies: 0, events: 0, receipts: 0, faults: [] };
  let audit: Audit | undefined;
  await reader.read(slice, [...notices.keys()], (facts) => {
    for (const { hash, text } of facts.notices) notices.set(hash, sha256(text) === hash);
    const begun = startAudit(
      {
        soundNotices: new Set([...notices].filter(([, isSound]) => isSound).map(([hash]) => hash)),
        consents: facts.consents,
        snapshots: facts.snapshots,
        anchors: facts.receipts,
        isSigned: keys === null ? null : signatureCheck(keys),
        isTaken: keys === null ? null : snapshotCheck(keys),
        aheadMs,
        ...(keys === null ? {} : { isVouched: vouchedCheck(heads, keys) }),
      },
      (fault) => report.faults.push(fault),
    );
    report.receipts = facts.receipts.length;
    audit = begun;
    return (event) => {
      report.events += 1;
      begun.hear(event);
    };
  });
  report.companies = audit?.end() ?? 0;
  return report;
}
