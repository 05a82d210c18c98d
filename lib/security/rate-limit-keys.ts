// Rate limit keys: hashed, so that the store reveals neither a person nor an address.
import { sha256 } from '../domain/crypto/sha256';
import type { CountedBy } from './rate-limits';

/** The subjects of a request. The context of any verb is one; absent fields are not counted. */
export interface Asking {
  /** From the narrowest network to the widest. */
  request?: { countedAs?: readonly string[] };
  companyId?: string;
  actor?: { userId: string };
  userId?: string;
  token?: string;
}

export interface Counted {
  key: string;
  /** Multiple of the limit's points for this subject. */
  share: number;
}

/** A wider network has more people, so each step of about eight bits allows four times as many requests. */
const WIDER = 4;

/** @returns an empty list when the limit has no subject to count */
export function countedAs(by: CountedBy, who: Asking): Counted[] {
  return subjectsOf(by, who).map((subject, n) => ({ key: sha256(`${by}:${subject}`), share: WIDER ** n }));
}

function subjectsOf(by: CountedBy, who: Asking): readonly string[] {
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  switch (by) {
    case 'network':
      return who.request?.countedAs ?? [];
    case 'business':
      return one(who.companyId);
    case 'person':
      return one(who.actor?.userId ?? who.userId);
    case 'token':
      return one(who.token);
    default:
      return by satisfies never;
  }
}
