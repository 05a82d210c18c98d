import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideUnknown, makesJob, UNKNOWN_FOR_MS, workFor } from './webhook';

const NOW = new Date('2026-05-04T10:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);

test('a message about a company that is not known yet waits for an hour', () => {
  expect(decideUnknown([before(0)], NOW)).toBe('wait');
  expect(decideUnknown([before(UNKNOWN_FOR_MS - 1)], NOW)).toBe('wait');
  expect(decideUnknown([before(UNKNOWN_FOR_MS)], NOW)).toBe('give-up');
});

test('a younger message keeps the older ones waiting: the company may be known by then', () => {
  expect(decideUnknown([before(3 * UNKNOWN_FOR_MS), before(1000)], NOW)).toBe('wait');
});

test.each([
  ['connection.created', 'connections'],
  ['connection.deleted', 'connections'],
  ['read.completed', 'reads'],
  ['read.completed.initial', 'reads'],
  ['lending-decisions.read.completed.initial', 'reads'],
  ['lending-decisions.read.completed.successful', 'reads'],
  ['company.created', 'none'],
  ['company.deleted', 'company'],
  ['company.product.removed', 'products'],
  ['client.rateLimit.reached', 'quota'],
  ['invoices.write.successful', 'none'],
  ['expenses.sync.successful', 'none'],
  ['bankFeeds.sourceAccount.connected', 'none'],
  ['AccountCategoriesUpdated', 'none'],
  // Names that every object has.
  ['constructor', 'none'],
  ['__proto__', 'none'],
])('%s makes this work: %s', (eventType, work) => {
  expect(workFor(eventType)).toBe(work);
});

test('whatever an event is called, it has its work, and owes a job for a company at most', () => {
  fc.assert(
    fc.property(fc.string(), (eventType) => {
      expect(['connections', 'reads', 'company', 'products', 'quota', 'none']).toContain(workFor(eventType));
      expect(makesJob(eventType, null)).toBe(false);
    }),
  );
  expect(makesJob('connection.connected', 'c')).toBe(true);
  expect(makesJob('client.rateLimit.reached', 'c')).toBe(false);
});
