// Audit of all receipts: each with the verification that customers use, and against its event.
import type { Db } from '@/db/client';
import { listReceiptsPage } from '@/db/queries/receipts';
import { type ReceiptProblem, receiptProblem } from '../domain/receipt/receipt-audit';
import { checkReceipt, type ReceiptKey } from '../domain/receipt/receipt-check';
import { verifyWithNode } from './check-receipt-text';

export interface ReceiptFault {
  companyId: string;
  receiptId: string;
  problem: ReceiptProblem;
}

export interface ReceiptAudit {
  receipts: number;
  faults: ReceiptFault[];
}

/**
 * Page by page, so that it can run during normal use. Missing receipts are found by the audit of the ledger.
 * @param keys all that ever signed
 */
export async function auditReceipts(db: Db, keys: readonly ReceiptKey[]): Promise<ReceiptAudit> {
  const audit: ReceiptAudit = { receipts: 0, faults: [] };
  let last: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listReceiptsPage>> = await listReceiptsPage(db, last);
    const end = page.at(-1);
    if (end === undefined) return audit;
    last = end.id;
    for (const { event, ...row } of page) {
      audit.receipts += 1;
      // A person in it was erased: the stored form is compared with the ledger by its hash.
      if (row.jws === '') continue;
      const problem = receiptProblem(row, await checkReceipt(row.jws, keys, verifyWithNode), event);
      if (problem !== null) audit.faults.push({ companyId: row.companyId, receiptId: row.id, problem });
    }
  }
}
