import { expect, test } from 'vitest';
import { isFirstReadOver, LATE_MS, partsOf } from './first-read';
import type { GroupProgress } from './read-groups';
import type { ReadState } from './sync-progress';

const NOW = new Date('2026-11-21T12:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);
const HOUR = 3_600_000;

const group = (...states: ReadState[]): GroupProgress => ({
  id: 'g',
  sourceType: 'Accounting',
  label: { en: 'Sales', fr: 'Ventes' },
  state: 'reading',
  types: states.map((state, index) => ({
    id: `t${index}`,
    state,
    readAt: null,
    problem: null,
    isFirst: true,
  })),
  platforms: ['Xero'],
});
const settled = (at: Date, ...ids: string[]) => ids.map((dataType) => ({ dataType, settledAt: at }));
const facts = (states: ReadState[], change: Partial<Parameters<typeof isFirstReadOver>[0]> = {}) => ({
  groups: [group(...states)],
  reads: settled(before(0), 't0', 't1'),
  agreedAt: before(HOUR),
  linkedAt: before(HOUR / 2),
  now: NOW,
  ...change,
});

test('over when everything is through, well or badly', () => {
  expect(isFirstReadOver(facts(['ready', 'ready']))).toBe(true);
  expect(isFirstReadOver(facts(['ready', 'not-offered', 'problem']))).toBe(true);
  expect(isFirstReadOver(facts(['problem', 'problem']))).toBe(true);
  expect(isFirstReadOver(facts(['ready', 'reading']))).toBe(false);
  expect(isFirstReadOver({ ...facts([]), groups: [] })).toBe(false);
});

test('what was through before the yes is no news', () => {
  const reads = settled(before(2 * HOUR), 't0', 't1');
  expect(isFirstReadOver(facts(['ready', 'ready'], { reads }))).toBe(false);
  const partly = [...settled(before(2 * HOUR), 't0'), ...settled(before(0), 't1')];
  expect(isFirstReadOver(facts(['ready', 'ready'], { reads: partly }))).toBe(true);
  // What the product does not read says nothing about it.
  const others = [...reads, ...settled(before(0), 'other')];
  expect(isFirstReadOver(facts(['ready', 'ready'], { reads: others }))).toBe(false);
});

test('after a day the letter is written with what is there, if something is', () => {
  const late = { agreedAt: before(LATE_MS + HOUR), linkedAt: before(LATE_MS) };
  const reads = settled(before(LATE_MS - HOUR), 't0');
  expect(isFirstReadOver(facts(['ready', 'waiting'], { ...late, reads }))).toBe(true);
  expect(isFirstReadOver(facts(['ready', 'waiting'], { reads }))).toBe(false);
  expect(isFirstReadOver(facts(['waiting', 'waiting'], { ...late, reads: [] }))).toBe(false);
});

test('where nothing is offered at all, that is told too', () => {
  expect(isFirstReadOver(facts(['not-offered', 'not-offered'], { reads: [] }))).toBe(true);
});

test('each kind of data stands in one part', () => {
  const parts = partsOf([group('ready', 'not-offered', 'problem', 'waiting', 'reading')]);
  expect(parts.ready.map(({ id }) => id)).toEqual(['g']);
  expect([parts.absent, parts.failed, parts.open]).toEqual([['t1'], ['t2'], ['t3', 't4']]);
});
