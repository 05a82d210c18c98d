import { expect, test } from 'vitest';
import { answerTo, mayBeAsked, readBusiness, readData, readInstant } from './access-question';
import type { Decision } from './decide';

const ID = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

test.each([
  [`${ID}/invoices`, { business: { by: 'id', value: ID }, dataType: 'invoices' }],
  ['ext:A-17/invoices', { business: { by: 'external', value: 'A-17' }, dataType: 'invoices' }],
  ['ext:branch/17/invoices', { business: { by: 'external', value: 'branch/17' }, dataType: 'invoices' }],
  ['ext:codat:1/bills', { business: { by: 'external', value: 'codat:1' }, dataType: 'bills' }],
  [`codat:${ID}/banking-accounts`, { business: { by: 'codat', value: ID }, dataType: 'banking-accounts' }],
  ['invoices', null],
  ['/invoices', null],
  ['ext:/invoices', null],
  ['x/', null],
  ['', null],
  ['ext:a\0b/invoices', null],
  ['ext:a\ud800/invoices', null],
  ['ext:café 😀/invoices', { business: { by: 'external', value: 'café 😀' }, dataType: 'invoices' }],
])('the resource %j', (id, expected) => {
  expect(readData(id)).toEqual(expected);
});

test('a business alone', () => {
  expect(readBusiness('ext:A-17')).toEqual({ by: 'external', value: 'A-17' });
  expect(readBusiness('codat:')).toBeNull();
  expect(readBusiness('')).toBeNull();
});

const deny = (reason: Decision['reason'], mayUseDataRead: boolean): Decision => ({
  outcome: 'deny',
  reason,
  eventId: null,
  eventSeq: null,
  connectionIds: [],
  validUntil: null,
  mayUseDataRead,
});

test('using what was read outlives reading, and nothing else does', () => {
  const paused = deny('paused', true);
  expect(answerTo('read', paused)).toEqual({ isAllowed: false, reason: 'paused' });
  expect(answerTo('use', paused)).toEqual({ isAllowed: true, reason: 'read-before' });
  for (const action of ['read', 'use'] as const) {
    expect(answerTo(action, deny('withdrawn', false))).toEqual({ isAllowed: false, reason: 'withdrawn' });
    const agreed: Decision = { ...deny('agreed', true), outcome: 'allow' };
    expect(answerTo(action, agreed)).toEqual({ isAllowed: true, reason: 'agreed' });
  }
});

test('asking changes what the customer has answered, or was not asked', () => {
  expect(mayBeAsked('withdrawn')).toBe(true);
  expect(mayBeAsked('connection-not-linked')).toBe(false);
  expect(mayBeAsked('unknown-product')).toBe(false);
});

test.each([
  ['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z'],
  ['2025-06-27T18:03-07:00', '2025-06-28T01:03:00.000Z'],
  ['2026-03-01T09:00:00.123456+01:00', '2026-03-01T08:00:00.123Z'],
  ['2026-03-01', null],
  ['2026-13-01T09:00:00Z', null],
  ['yesterday', null],
  [1_772_355_600, null],
  [undefined, null],
])('the moment %j', (value, expected) => {
  expect(readInstant(value)?.toISOString() ?? null).toBe(expected);
});
