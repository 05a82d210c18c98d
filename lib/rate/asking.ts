// Owns who is counted: by what stands in the store, neither a person nor an address can be found.
import { sha256 } from '../domain/ledger';
import type { CountedBy } from './limits';

/** Whoever asks. Each context of a verb is one; what is absent is not counted. */
export interface Asking {
  request?: { ipTruncated: string | null };
  companyId?: string;
  actor?: { userId: string };
  userId?: string;
  token?: string;
}

/** Behind a proxy that does not say where requests come from, all of them come from this machine: that names nobody. */
const OWN_MACHINE = /^(127\.|0:0:0::$|::$)/;

/** @returns null when the limit has nobody to count */
export function keyOf(by: CountedBy, who: Asking): string | null {
  const value = subjectOf(by, who);
  return value === null ? null : sha256(`${by}:${value}`);
}

function subjectOf(by: CountedBy, who: Asking): string | null {
  switch (by) {
    case 'network': {
      const network = who.request?.ipTruncated ?? null;
      return network === null || OWN_MACHINE.test(network) ? null : network;
    }
    case 'business':
      return who.companyId ?? null;
    case 'person':
      return who.actor?.userId ?? who.userId ?? null;
    case 'token':
      return who.token ?? null;
    default:
      return by satisfies never;
  }
}
