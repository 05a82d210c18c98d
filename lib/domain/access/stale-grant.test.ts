import { expect, test } from 'vitest';
import { isStaleGrant } from './stale-grant';

const BEGUN = new Date('2026-05-04T09:00:00Z');
const XERO = { sourceType: 'Accounting', createdAt: BEGUN } as const;

const event = (
  event_type: 'given' | 'withdrawn' | 'revoked' | 'expired',
  at: string,
  source_type = 'Accounting',
) => ({
  event_type,
  event_time: at,
  pii: [
    { cluster: 'sales', source_type: source_type as 'Accounting', pii_types: [], direction: 'read' as const },
  ],
});

test.each([
  [[], false],
  [[event('given', '2026-05-04T08:00:00Z')], false],
  [[event('given', '2026-05-04T08:00:00Z'), event('withdrawn', '2026-05-04T09:05:00Z')], true],
  [[event('revoked', '2026-05-04T09:05:00Z')], true],
  // Begun after it: the journey had another reason.
  [[event('withdrawn', '2026-05-04T08:59:59Z')], false],
  [[event('withdrawn', '2026-05-04T09:05:00Z', 'Banking')], false],
  // Its time was over, without a withdrawal: the next consent needs no new sign-in.
  [[event('expired', '2026-05-04T09:05:00Z')], false],
])('%j: %s', (events, stale) => {
  expect(isStaleGrant(events, XERO)).toBe(stale);
});
