// Proof of an event as it is kept: one of our keys signed its hash, its text gives that hash, and the columns beside it say the same.
import type { ConsentEventBody } from '../consent/consent';
import { sha256 } from '../crypto/sha256';
import type { SignatureCheck } from './event-signature';
import { contradictingColumn, type LedgerColumns } from './ledger';

export interface KeptEvent extends Omit<LedgerColumns, 'at'> {
  at: Date;
  hash: string;
  signature: string;
  keyId: string;
  /** The hashed text. */
  text: string;
}

/** What one of our keys signed has the form of an event; of anything else nothing is read before that is known. */
function provenBody(event: KeptEvent, isSigned: SignatureCheck): ConsentEventBody | null {
  // A time beyond what a date can hold.
  if (Number.isNaN(event.at.getTime())) return null;
  const at = event.at.toISOString();
  if (sha256(event.text) !== event.hash || !isSigned({ ...event, at })) return null;
  const body = JSON.parse(event.text) as ConsentEventBody;
  return contradictingColumn({ ...event, at }, body) === null ? body : null;
}

export function isProven(event: KeptEvent, isSigned: SignatureCheck): boolean {
  return provenBody(event, isSigned) !== null;
}

/** True where it vouches for all before it, too: one that was written in doubt vouches for itself alone. */
export function provesChain(event: KeptEvent, isSigned: SignatureCheck): boolean {
  const body = provenBody(event, isSigned);
  return body !== null && body.follows_unproven !== true;
}
