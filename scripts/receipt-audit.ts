// Sentences of the receipt audit, which runs beside that of the ledger.
import type { Db } from '../db/client';
import type { ReceiptProblem } from '../lib/domain/receipt/receipt-audit';
import type { ReceiptKey } from '../lib/domain/receipt/receipt-check';
import { auditReceipts } from '../lib/receipt/audit-receipts';

const WORDS: Record<ReceiptProblem, string> = {
  signature: 'its content is not what was signed, or its key was retired by then',
  'unknown-key': 'none of RECEIPT_SIGNING_KEYS signed it',
  event: 'it differs from its event',
  column: 'a column beside it contradicts it',
};

/** Without keys the audit cannot verify signatures; it says so and counts no fault. */
export async function receiptWords(
  db: Db,
  keys: readonly ReceiptKey[] | null,
): Promise<{ problems: string[]; warnings: string[] }> {
  if (keys === null) {
    return { problems: [], warnings: ['RECEIPT_SIGNING_KEYS is not set here: signatures were not checked.'] };
  }
  const { faults } = await auditReceipts(db, keys);
  const problems = faults.map(
    ({ companyId, receiptId, problem }) => `business ${companyId}, receipt ${receiptId}: ${WORDS[problem]}.`,
  );
  return { problems, warnings: [] };
}
