import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayUseShare, type ShareFacts, shareExpiry, shareStatus } from './share';

const NOW = new Date('2026-05-04T10:00:00Z');
const LATER = shareExpiry(NOW);
const fresh: ShareFacts = { expiresAt: LATER, openedAt: null, authorisedAt: null, revokedAt: null };

test('a link is sent, then opened, then authorised', () => {
  expect(shareStatus(fresh, NOW)).toBe('sent');
  expect(shareStatus({ ...fresh, openedAt: NOW }, NOW)).toBe('opened');
  expect(shareStatus({ ...fresh, openedAt: NOW, authorisedAt: NOW }, NOW)).toBe('authorised');
});

test('it ends after seven days to the second, or when it is taken back', () => {
  expect(shareStatus(fresh, new Date(LATER.getTime() - 1))).toBe('sent');
  expect(shareStatus(fresh, LATER)).toBe('expired');
  expect(shareStatus({ ...fresh, revokedAt: NOW }, NOW)).toBe('revoked');
  expect(LATER.getTime() - NOW.getTime()).toBe(7 * 86_400_000);
});

test('what was authorised stays so, whatever happens to the link', () => {
  expect(shareStatus({ ...fresh, authorisedAt: NOW, revokedAt: NOW }, LATER)).toBe('authorised');
});

const moment = fc.option(fc.date({ min: NOW, max: LATER, noInvalidDate: true }), { nil: null });

test('a link that is taken back, expired or authorised never leads anywhere', () => {
  fc.assert(
    fc.property(
      fc.record({ openedAt: moment, authorisedAt: moment, revokedAt: moment }),
      fc.date({ min: NOW, max: new Date(LATER.getTime() + 1e9), noInvalidDate: true }),
      (times, at) => {
        const share = { ...times, expiresAt: LATER };
        const isOpen = share.authorisedAt === null && share.revokedAt === null && at < LATER;
        expect(mayUseShare(share, at)).toBe(isOpen);
      },
    ),
  );
});
