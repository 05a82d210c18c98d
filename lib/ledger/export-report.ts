// Report of the audit of an export.
import type { LedgerFault } from '../domain/ledger/ledger-audit';

export type ExportFault =
  | LedgerFault
  /** Not an export of a ledger, or an incomplete one. */
  | { kind: 'file'; problem: 'unreadable' | 'lines' | 'events' }
  | { kind: 'receipt-text'; receiptId: string }
  /** A checkpoint in the file, or the given one. */
  | { kind: 'proof'; number: number | null; problem: 'refused' | 'head' | 'log' };

export interface ExportReport {
  companyId: string | null;
  events: number;
  receipts: number;
  /** The checkpoints that prove an event of this business. */
  vouchedBy: { number: number; at: string; seq: number }[];
  /** The given checkpoint does not cover this business, or the file has no proof for it. */
  isGivenSilent: boolean;
  faults: ExportFault[];
}
