// Offline audit of an export: with the file and the public keys alone, by the rules of the database audit.

import { sha256 } from '../domain/crypto/sha256';
import { signatureCheck } from '../domain/ledger/event-signature';
import { startAudit } from '../domain/ledger/ledger-audit';
import type { ReceiptKey } from '../domain/receipt/receipt-check';
import { ofKind, readLines, storedOf } from './export-lines';
import type { ExportFault, ExportReport } from './export-report';
import { auditProofs } from './verify-proofs';
import { auditReceiptRows } from './verify-receipts';

/** @param given a checkpoint from elsewhere: a whole file, or its first line */
export async function verifyExport(
  text: string,
  keys: readonly ReceiptKey[],
  given: string | null,
): Promise<ExportReport> {
  const faults: ExportFault[] = [];
  const report = { companyId: null, events: 0, receipts: 0, vouchedBy: [], isGivenSilent: false, faults };
  const lines = readLines(text);
  const end = lines?.at(-1);
  if (lines === null || end?.kind !== 'proof')
    return { ...report, faults: [{ kind: 'file', problem: 'unreadable' }] };
  const events = ofKind(lines, 'event');
  const companyId = end.company_id;
  const above = text.trimEnd().split('\n').slice(0, -1);
  if (sha256(above.map((line) => `${line}\n`).join('')) !== end.lines_hash)
    faults.push({ kind: 'file', problem: 'lines' });
  if (events.length !== end.events || (events.at(-1)?.hash ?? null) !== end.head_hash)
    faults.push({ kind: 'file', problem: 'events' });
  try {
    const notices = ofKind(lines, 'notice').filter((notice) => sha256(notice.text) === notice.hash);
    const audit = startAudit(
      {
        soundNotices: new Set(notices.map(({ hash }) => hash)),
        consents: [],
        snapshots: [],
        anchors: await auditReceiptRows(lines, companyId, keys, faults),
        isSigned: signatureCheck(keys),
        isTaken: null,
        aheadMs: 0,
      },
      // An export holds no standings.
      (fault) => {
        if (fault.kind !== 'standing') faults.push(fault);
      },
    );
    for (const event of events) audit.hear(storedOf(event, companyId));
    audit.end();
    const vouched = auditProofs(ofKind(lines, 'checkpoint'), events, companyId, keys, given, faults);
    const receipts = ofKind(lines, 'receipt').length;
    return { ...report, companyId, events: events.length, receipts, ...vouched };
  } catch (error) {
    // Untrusted input: a line without its kind's fields is invalid.
    if (!(error instanceof TypeError)) throw error;
    return { ...report, companyId, faults: [...faults, { kind: 'file', problem: 'unreadable' }] };
  }
}
