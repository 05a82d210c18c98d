import { expect, test } from 'vitest';
import { FAULT_KINDS, faultKindOf, newFault } from './faults';

test.each(FAULT_KINDS)('%s is recognised again', (kind) => {
  expect(faultKindOf(newFault(kind, '1', null).effect)).toBe(kind);
});

test('a fault that was made elsewhere is none of the five', () => {
  expect(faultKindOf({ kind: 'status', status: 418 })).toBeNull();
  expect(faultKindOf({ kind: 'close-after' })).toBeNull();
});

test('so many calls, or until it is taken back; for one company, or for all', () => {
  expect(newFault('down', '3', 'c1')).toEqual({
    effect: { kind: 'status', status: 503 },
    times: 3,
    companyId: 'c1',
  });
  expect(newFault('silent', 'always', null)).toEqual({ effect: { kind: 'hang' }, rate: 1 });
});
