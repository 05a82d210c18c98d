// Reader of one business's whole ledger, and comparison of stored rows with rebuilt ones.
import type { Db } from '@/db/client';
import { type LedgerRow, listLedgerPage } from '@/db/queries/ledger';

/** Oldest first. */
export async function readLedger(db: Db, companyId: string): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for (;;) {
    const page = await listLedgerPage(db, companyId, rows.at(-1)?.seq ?? 0);
    if (page.length === 0) return rows;
    rows.push(...page);
  }
}

/** True for the same rows, whatever the order of rows and keys. */
export function isSameRows(a: readonly object[], b: readonly object[]): boolean {
  const texts = (rows: readonly object[]) =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort(([x], [y]) => (x < y ? -1 : 1)))).sort();
  return texts(a).join('\n') === texts(b).join('\n');
}
