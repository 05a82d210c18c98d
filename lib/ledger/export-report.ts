// Report of the audit of an export.
import type { LedgerFault } from '../domain/ledger/ledger-audit';

export type ExportFault =
  | LedgerFault
  /** No export of a ledger, or not to its end. */
  | { kind: 'file'; problem: 'unreadable' | 'lines' | 'events' }
  | { kind: 'receipt-text'; receiptId: string }
  /** A checkpoint within the file, or the one that was given. */
  | { kind: 'proof'; number: number | null; problem: 'refused' | 'head' | 'log' };

export interface ExportReport {
  companyId: string | null;
  events: number;
  receipts: number;
  /** Those that vouch for an event of this business. */
  vouchedBy: { number: number; at: string; seq: number }[];
  /** The given one says nothing of this business: by itself, or because the file has no proof for it. */
  isGivenSilent: boolean;
  faults: ExportFault[];
}
