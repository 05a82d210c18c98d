// Audit of the receipts in an export, with the verification that customers use.
import type { ConsentEventBody } from '../domain/consent/consent';
import type { Anchor } from '../domain/ledger/ledger-audit';
import { receiptProblem } from '../domain/receipt/receipt-audit';
import { checkReceipt, type ReceiptKey } from '../domain/receipt/receipt-check';
import { verifyWithNode } from '../receipt/check-receipt-text';
import type { ExportLine } from './export-ledger';
import { ofKind } from './export-lines';
import type { ExportFault } from './export-report';

export async function auditReceiptRows(
  lines: readonly ExportLine[],
  companyId: string,
  keys: readonly ReceiptKey[],
  faults: ExportFault[],
): Promise<Anchor[]> {
  const events = new Map(
    ofKind(lines, 'event')
      .filter(({ opened }) => opened !== null)
      .map((event) => [event.body.record_id, event]),
  );
  const anchors: Anchor[] = [];
  for (const { id, event_id: eventId, key_id: keyId, jws } of ofKind(lines, 'receipt')) {
    const event = events.get(eventId);
    anchors.push({ companyId, receiptId: id, eventId, hash: event?.hash ?? '' });
    if (jws === null || event === undefined) continue;
    const body: ConsentEventBody = { ...event.body, ...event.opened };
    const row = { id, companyId, productId: body.service.product_id, eventId, keyId };
    const facts = { ...row, issuedAt: new Date(body.event_time) };
    const verdict = await checkReceipt(jws, keys, verifyWithNode);
    if (receiptProblem(facts, verdict, { body, hash: event.hash }) !== null)
      faults.push({ kind: 'receipt-text', receiptId: id });
  }
  return anchors;
}
