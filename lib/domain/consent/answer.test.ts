import { expect, test } from 'vitest';
import { dayOf, sampleEvent } from '../../../e2e/sample-events';
import { decideDecline, decideGrant, type LastAnswer, lastAnswer, yesStands } from './answer';
import type { ConsentEventType, Standing } from './consent';

const NOW = new Date('2026-11-21T10:00:00Z');
const LATER = new Date('2027-11-21T10:00:00Z');
const at = (standing: Standing, expiresAt: Date | null = LATER, productVersion = 1) => ({
  standing,
  productVersion,
  expiresAt,
});

test('agreeing again to the same thing while it runs is no second event', () => {
  expect(decideGrant(at('given'), { asksSince: 1 }, NOW)).toBe('already-given');
  expect(decideGrant(at('given', null), { asksSince: 1 }, NOW)).toBe('already-given');
});

test.each([
  ['nothing was asked before', null],
  ['it was put off', at('deferred')],
  ['it was refused', at('refused')],
  ['it was withdrawn', at('withdrawn')],
  ['it ran out this very millisecond', at('given', NOW)],
])('agreeing is a new yes when %s', (_why, current) => {
  expect(decideGrant(current, { asksSince: 1 }, NOW)).toBe('give');
  expect(decideGrant(current, { asksSince: 1 }, NOW, true)).toBe('give');
});

test('agreeing in a page that did not know of a pause leaves it paused, until its time is over', () => {
  expect(decideGrant(at('paused'), { asksSince: 1 }, NOW)).toBe('paused');
  expect(decideGrant(at('paused', LATER, 0), { asksSince: 1 }, NOW, true)).toBe('paused');
  expect(decideGrant(at('paused', NOW), { asksSince: 1 }, NOW)).toBe('give');
});

test('agreeing amends what stands when the product asks for more, or the customer adds a source', () => {
  expect(decideGrant(at('given', LATER, 0), { asksSince: 1 }, NOW)).toBe('amend');
  expect(decideGrant(at('renewed'), { asksSince: 1 }, NOW, true)).toBe('amend');
});

const product = { id: 'business-insights', asksSince: 1 };
const no = (answer: LastAnswer['answer']): LastAnswer => ({ answer, at: NOW });

test.each([
  ['nobody asked before', null, null, 'record', 'record'],
  ['it was put off', at('deferred'), no('deferred'), 'nothing', 'record'],
  ['it was refused', at('refused'), no('refused'), 'nothing', 'nothing'],
  ['an older version was refused', at('refused'), null, 'nothing', 'nothing'],
  ['it was withdrawn', at('withdrawn'), null, 'record', 'record'],
  ['its time is over', at('given', NOW), null, 'record', 'record'],
  ['it is paused', at('paused', LATER, 0), null, 'nothing', 'nothing'],
  ['all of it stands', at('given'), null, 'nothing', 'nothing'],
  ['it stands and the product asks for more', at('given', LATER, 0), null, 'record', 'record'],
  ['the new part was put off', at('given', LATER, 0), no('deferred'), 'nothing', 'record'],
  ['the new part was refused', at('given', LATER, 0), no('refused'), 'nothing', 'nothing'],
] as const)('declining when %s', (_when, current, given, notNow, never) => {
  expect(decideDecline(current, product, given, 'deferred', NOW)).toBe(notNow);
  expect(decideDecline(current, product, given, 'refused', NOW)).toBe(never);
});

const ledger = (...types: ConsentEventType[]) =>
  types.map((type, index) => sampleEvent({ type, seq: index + 1, day: index }));

test('the last answer holds until another word, and only for what was asked then', () => {
  expect(lastAnswer([], product)).toBeNull();
  expect(lastAnswer(ledger('given'), product)).toBeNull();
  expect(lastAnswer(ledger('given', 'refused'), product)).toEqual({ answer: 'refused', at: dayOf(1) });
  expect(lastAnswer(ledger('given', 'deferred', 'paused', 'resumed'), product)?.answer).toBe('deferred');
  expect(lastAnswer(ledger('refused', 'given'), product)).toBeNull();
  expect(lastAnswer(ledger('given', 'refused', 'withdrawn'), product)).toBeNull();
  expect(lastAnswer(ledger('refused'), { ...product, asksSince: 2 })).toBeNull();
  expect(lastAnswer(ledger('refused'), { ...product, id: 'lending' })).toBeNull();
});

test('a yes to all that is asked stands, whatever a tab that did not know of it answers', () => {
  expect(yesStands(at('given'), { asksSince: 1 }, NOW)).toBe(true);
  expect(yesStands(at('paused'), { asksSince: 2 }, NOW)).toBe(true);
  // What goes beyond the yes can be declined.
  expect(yesStands(at('given'), { asksSince: 2 }, NOW)).toBe(false);
  for (const standing of ['withdrawn', 'deferred', 'refused'] as const)
    expect(yesStands(at(standing), { asksSince: 1 }, NOW)).toBe(false);
  expect(yesStands(at('given', NOW), { asksSince: 1 }, NOW)).toBe(false);
  expect(yesStands(null, { asksSince: 1 }, NOW)).toBe(false);
});
