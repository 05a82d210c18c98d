import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '../../../e2e/sample-events';
import type { ConnectionFacts, ConnectionState } from '../connection/connection';
import { agreementNow, connectionNow, needsReconfirmation, shownAgreement, sourceNow } from './access-now';

const bank = (given: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  id: 'natwest',
  platformKey: 'natwest_uk',
  platformName: 'NatWest',
  sourceType: 'Banking',
  state: 'Linked',
  confirmBy: dayOf(90),
  isLapsed: false,
  ...given,
});

test.each<[Partial<ConnectionFacts>, number, string, string]>([
  [{}, 89, 'reads', 'linked'],
  [{}, 90, 'data-read', 'needs-reconfirmation'],
  [{ confirmBy: null }, 900, 'reads', 'linked'],
  [{ state: 'Unlinked', isLapsed: true }, 91, 'data-read', 'needs-reconfirmation'],
  [{ state: 'Unlinked' }, 91, 'data-read', 'stopped'],
  [{ state: 'Deauthorized' }, 91, 'data-read', 'lost'],
  [{ state: 'PendingAuth' }, 1, 'waits', 'unfinished'],
  [{ state: 'starting' }, 1, 'waits', 'unfinished'],
  [{ doubt: 'unanswered' }, 91, 'waits', 'unanswered'],
  [{ doubt: 'unanswered', state: 'Unlinked', isLapsed: true }, 91, 'nothing', 'unanswered'],
  [{ doubt: 'refused' }, 1, 'nothing', 'refused'],
  [{ state: 'deleted', isLapsed: true }, 91, 'nothing', 'deleted'],
  [{ isUpload: true }, 91, 'files', 'sent'],
  [{ isUpload: true, state: 'Unlinked', isLapsed: true }, 91, 'data-read', 'stopped'],
])('%# a connection %j on day %i: %s, %s', (given, day, access, why) => {
  expect(connectionNow(bank(given), dayOf(day))).toMatchObject({ access, why });
});

const anyConnection = fc.record({
  state: fc.constantFrom<ConnectionState>(
    ...(['starting', 'PendingAuth', 'Linked', 'Unlinked', 'Deauthorized', 'deleted'] as const),
  ),
  doubt: fc.constantFrom(null, 'unanswered' as const, 'refused' as const),
  isUpload: fc.boolean(),
  confirmBy: fc.option(fc.integer({ min: 0, max: 200 }).map(dayOf), { nil: null }),
  isLapsed: fc.boolean(),
});

test('one that reads is linked, undoubted and within its time; nobody is asked to confirm what still reads', () => {
  fc.assert(
    fc.property(anyConnection, fc.integer({ min: 0, max: 250 }), (given, day) => {
      const now = connectionNow(bank(given), dayOf(day));
      const isWithin = given.confirmBy === null || given.confirmBy > dayOf(day);
      const isOpen = given.state === 'Linked' && given.doubt === null && !given.isUpload && isWithin;
      expect(now.access === 'reads').toBe(isOpen);
      if (now.access === 'reads') expect(needsReconfirmation(bank(given), dayOf(day))).toBe(false);
    }),
  );
});

const STANDING = { standing: 'given' as const, expiresAt: dayOf(365) };
const agreed = (connections: ConnectionFacts[], day = 1, consent: typeof STANDING | null = STANDING) =>
  agreementNow(consent, [{ sourceType: 'Banking', acceptsFiles: true }], connections, dayOf(day));

test.each<[string, ConnectionFacts[], number, string, string]>([
  ['nothing is connected', [], 1, 'waits', 'unconnected'],
  ['a bank reads', [bank()], 1, 'reads', 'given'],
  ['its time is over', [bank()], 95, 'data-read', 'lapsed'],
  ['another one still reads', [bank(), bank({ id: 'two', confirmBy: dayOf(120) })], 95, 'reads', 'given'],
  ['the bank took it back', [bank({ state: 'Deauthorized' })], 95, 'data-read', 'lost'],
  ['the organisation is asked about', [bank({ doubt: 'unanswered' })], 1, 'waits', 'check'],
  ['only files were sent', [bank({ isUpload: true })], 1, 'files', 'files'],
  ['another kind is connected', [bank({ sourceType: 'Accounting' })], 1, 'waits', 'unconnected'],
  ['it ends soon and reads', [bank({ confirmBy: null })], 350, 'reads', 'expiring'],
  ['it is over', [bank({ confirmBy: null })], 366, 'ended', 'expired'],
])('an agreement where %s', (_what, connections, day, access, shown) => {
  const now = agreed(connections, day);
  expect(now.access).toBe(access);
  expect(shownAgreement(STANDING, now, dayOf(day))).toBe(shown);
});

test('it reads until the first of its own end and that of the last access', () => {
  expect(agreed([bank()]).until).toEqual(dayOf(90));
  expect(agreed([bank(), bank({ id: 'two', confirmBy: dayOf(120) })]).until).toEqual(dayOf(120));
  expect(agreed([bank(), bank({ id: 'two', confirmBy: null })]).until).toEqual(dayOf(365));
  expect(agreed([bank({ confirmBy: dayOf(400) })]).until).toEqual(dayOf(365));
});

test('files serve only an agreement whose product takes them', () => {
  const files = [bank({ isUpload: true })];
  const refusing = agreementNow(STANDING, [{ sourceType: 'Banking' }], files, dayOf(1));
  expect(refusing).toMatchObject({ access: 'waits', why: 'no-connection' });
  expect(agreed(files)).toMatchObject({ access: 'files' });
});

test('a pause keeps what was read, and what never was a yes is none', () => {
  const paused = { standing: 'paused' as const, expiresAt: dayOf(365) };
  expect(
    agreementNow(paused, [{ sourceType: 'Banking', acceptsFiles: true }], [bank()], dayOf(1)),
  ).toMatchObject({
    access: 'data-read',
    why: 'paused',
  });
  expect(agreementNow(paused, [{ sourceType: 'Banking', acceptsFiles: true }], [], dayOf(1))).toMatchObject({
    access: 'waits',
    why: 'paused',
  });
  expect(agreed([bank()], 1, null)).toEqual({ access: 'none', why: 'no-consent', until: null });
  const refused = { standing: 'refused' as const, expiresAt: null };
  expect(
    agreementNow(refused, [{ sourceType: 'Banking', acceptsFiles: true }], [bank()], dayOf(1)).access,
  ).toBe('none');
});

test('of several that do not read, the one that a confirmation brings back is named', () => {
  const source = sourceNow([bank({ state: 'Unlinked' }), bank({ id: 'two' })], 'Banking', dayOf(95));
  expect(source).toMatchObject({
    access: 'data-read',
    why: 'needs-reconfirmation',
    connectionIds: ['natwest', 'two'],
  });
});
