// Rate-limit headers, on every answer.
import type { Quota } from './limits';

export function rateHeaders({ limit, remaining, renewsAt }: Quota): Record<string, string> {
  return {
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': new Date(renewsAt).toISOString(),
  };
}
