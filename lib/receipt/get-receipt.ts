// Lookup of one receipt of a business.
import type { Db } from '@/db/client';
import { findReceipt } from '@/db/queries/receipts';
import type { Receipt } from '../domain/receipt/receipt';

export interface StoredReceipt {
  id: string;
  /** Compact JWS. */
  jws: string;
  keyId: string;
  receipt: Receipt;
}

/** Null when the business has no such receipt, or a person it names was erased. */
export async function getReceipt(
  db: Db,
  companyId: string,
  receiptId: string,
): Promise<StoredReceipt | null> {
  const row = await findReceipt(db, companyId, receiptId);
  return row === null || row.jws === ''
    ? null
    : { id: row.id, jws: row.jws, keyId: row.keyId, receipt: readPayload(row.jws) };
}

/** The content of a line of this site, without verification. @throws when it is not one */
export function readPayload(jws: string): Receipt {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
