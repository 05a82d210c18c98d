// Quota reader: the three headers in which Codat reports its daily quota (docs/codat.md#quota).
import type { Quota } from '../domain/work/reconcile';

export interface QuotaSeen extends Quota {
  remaining: number;
  /** When Codat's count restarts. */
  renewsAt: Date;
}

/** Null unless an answer has all three headers, as numbers and a date. */
export function readQuota(headers: Headers): QuotaSeen | null {
  const count = (name: string) => {
    const value = headers.get(name);
    return value !== null && /^\d{1,12}$/.test(value) ? Number(value) : null;
  };
  const limit = count('x-rate-limit-limit');
  const remaining = count('x-rate-limit-remaining');
  const renewsAt = new Date(headers.get('x-rate-limit-reset') ?? Number.NaN);
  if (limit === null || remaining === null || Number.isNaN(renewsAt.getTime())) return null;
  return { limit, remaining, renewsAt };
}

export interface QuotaWatch {
  see(headers: Headers): void;
  /** From the latest answer; null before the first, and once its day is over. */
  last(now: Date): QuotaSeen | null;
}

export function createQuotaWatch(): QuotaWatch {
  let seen: QuotaSeen | null = null;
  return {
    see(headers) {
      seen = readQuota(headers) ?? seen;
    },
    last: (now) => (seen !== null && seen.renewsAt > now ? seen : null),
  };
}
