// Proof of a stored event: signed by a key of this site, its hash is that of its text, and its columns agree with it.
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

/** Only a signed text certainly has the form of an event, so the signature is checked before anything is read. */
function provenBody(event: KeptEvent, isSigned: SignatureCheck): ConsentEventBody | null {
  // A time beyond the range of `Date`.
  if (Number.isNaN(event.at.getTime())) return null;
  const at = event.at.toISOString();
  if (sha256(event.text) !== event.hash || !isSigned({ ...event, at })) return null;
  const body = JSON.parse(event.text) as ConsentEventBody;
  return contradictingColumn({ ...event, at }, body) === null ? body : null;
}

export function isProven(event: KeptEvent, isSigned: SignatureCheck): boolean {
  return provenBody(event, isSigned) !== null;
}

/** True if it also vouches for all earlier events: one that follows an unproven event vouches for itself only. */
export function provesChain(event: KeptEvent, isSigned: SignatureCheck): boolean {
  const body = provenBody(event, isSigned);
  return body !== null && body.follows_unproven !== true;
}
