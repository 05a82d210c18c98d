import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayUseShare, type ShareFacts, shareExpiry, shareOfTrip, shareStatus, type Trip } from './share';

const NOW = new Date('2026-05-04T10:00:00Z');
const LATER = shareExpiry(NOW);
const fresh: ShareFacts = { expiresAt: LATER, openedAt: null, authorisedAt: null, revokedAt: null };

test('a link is sent, then opened, then authorised', () => {
  expect(shareStatus(fresh, true, NOW)).toBe('sent');
  expect(shareStatus({ ...fresh, openedAt: NOW }, true, NOW)).toBe('opened');
  expect(shareStatus({ ...fresh, openedAt: NOW, authorisedAt: NOW }, true, NOW)).toBe('authorised');
});

test('it ends after seven days to the second, or when it is taken back', () => {
  expect(shareStatus(fresh, true, new Date(LATER.getTime() - 1))).toBe('sent');
  expect(shareStatus(fresh, true, LATER)).toBe('expired');
  expect(shareStatus({ ...fresh, revokedAt: NOW }, true, NOW)).toBe('revoked');
  expect(LATER.getTime() - NOW.getTime()).toBe(7 * 86_400_000);
});

test('it invites nobody once who made it may not, and what came before is told first', () => {
  expect(shareStatus(fresh, false, NOW)).toBe('orphaned');
  expect(shareStatus({ ...fresh, openedAt: NOW }, false, NOW)).toBe('orphaned');
  expect(shareStatus({ ...fresh, authorisedAt: NOW }, false, NOW)).toBe('authorised');
  expect(shareStatus({ ...fresh, revokedAt: NOW }, false, NOW)).toBe('revoked');
  expect(shareStatus(fresh, false, LATER)).toBe('expired');
});

test('what was authorised stays so, whatever happens to the link', () => {
  expect(shareStatus({ ...fresh, authorisedAt: NOW, revokedAt: NOW }, true, LATER)).toBe('authorised');
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
        expect(mayUseShare(share, true, at)).toBe(isOpen);
        expect(mayUseShare(share, false, at)).toBe(false);
      },
    ),
  );
});

const minute = (n: number) => new Date(NOW.getTime() + n * 60_000);
const trip = (shareId: string | null, begun: number, back: number | null = null): Trip => ({
  shareId,
  createdAt: minute(begun),
  returnedAt: back === null ? null : minute(back),
});

test.each<[string, Trip[], string | null]>([
  ['nobody went there', [], null],
  ['the colleague alone', [trip('a', 0)], 'a'],
  ['the customer alone', [trip(null, 0)], null],
  ['the customer left the page there, then the colleague went', [trip(null, 0), trip('a', 3)], 'a'],
  ['the colleague left, then the customer went', [trip('a', 0), trip(null, 3)], null],
  ['the colleague came back without, and the customer is there', [trip('a', 4, 5), trip(null, 3)], null],
  ['whoever comes back now did it, whatever was begun since', [trip('a', 0, 9), trip(null, 3)], 'a'],
  ['the customer comes back now', [trip('a', 3), trip(null, 0, 9)], null],
  ['all came back: the last one did it', [trip('a', 0, 8), trip(null, 3, 5)], 'a'],
  ['two colleagues: the one who went last', [trip('a', 0), trip('b', 2)], 'b'],
])('whose trip connected: %s', (_, trips, expected) => {
  expect(shareOfTrip(trips, minute(9))).toBe(expected);
  expect(shareOfTrip(trips.toReversed(), minute(9))).toBe(expected);
});
