// Tests of fault injection: how often, for which company, and in the same pattern in every run.
import { expect, it } from 'vitest';
import { createFaults, type FaultInput, faultSchema } from './faults';

const target = { method: 'GET', template: '/companies', companyId: undefined, companyName: undefined };
const down = { effect: { kind: 'status', status: 503 } } as const;

function strikes(fault: FaultInput, calls: number): boolean[] {
  const faults = createFaults();
  faults.add(fault);
  return Array.from({ length: calls }, () => faults.take('service', target) !== undefined);
}

it('strikes a share of the calls, and the same ones in every run', () => {
  const first = strikes({ ...down, rate: 0.3 }, 1000);
  const count = first.filter(Boolean).length;
  expect(count).toBeGreaterThan(240);
  expect(count).toBeLessThan(360);
  expect(strikes({ ...down, rate: 0.3 }, 1000)).toEqual(first);
  // A run names other companies than the last, and sees the same pattern all the same.
  const named = createFaults();
  named.add({ ...down, rate: 0.3, companyId: 'A' });
  const later = first.map(() => named.take('service', { ...target, companyId: 'a' }) !== undefined);
  expect(later).toEqual(first);
});

it('stays with a share, ends after its number, and strikes once when nothing is said', () => {
  expect(strikes({ ...down, rate: 1 }, 500).every(Boolean)).toBe(true);
  expect(strikes({ ...down, rate: 1, times: 2 }, 4)).toEqual([true, true, false, false]);
  expect(strikes(down, 3)).toEqual([true, false, false]);
});

it('shows what stands and how often it will still strike', () => {
  const faults = createFaults();
  const [twice, forever] = [faults.add({ ...down, times: 2 }), faults.add({ ...down, rate: 0.5 })];
  faults.take('service', target);
  expect(faults.list()).toEqual([
    { id: twice, left: 1, times: 2, ...down },
    { id: forever, rate: 0.5, ...down },
  ]);
});

it('is forgotten with its company, however the id is written', () => {
  const faults = createFaults();
  faults.add({ ...down, companyId: 'ABC' });
  const other = faults.add({ ...down, companyId: 'abd' });
  faults.forget('abc');
  expect(faults.list().map(({ id }) => id)).toEqual([other]);
});

it.each([{ rate: 0 }, { rate: 1.1 }, { times: 0 }, { share: 1 }])('refuses %j', (part) => {
  expect(faultSchema.safeParse({ ...down, ...part }).success).toBe(false);
});
