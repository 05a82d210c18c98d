import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, dayOf, sampleEvent } from '../../../e2e/sample-events';
import type { ConsentEventBody } from './consent';
import { deletedWith } from './data-deleted';

const XERO = { id: 'xero', sourceType: 'Accounting' as const, firstLinkedAt: dayOf(5) };
const source = { connection_id: 'xero', platform_key: 'gbol', platform_name: 'Xero', organisation: null };
const namesOf = (events: ConsentEventBody[]) => events.map(({ service }) => service.product_id);

test('every agreement that covered it is told, by the terms that it rests on', () => {
  const events = [
    sampleEvent({ seq: 1, productId: 'insights' }),
    sampleEvent({ seq: 2, productId: 'lending', day: 10 }),
    sampleEvent({ seq: 3, productId: 'lending', type: 'withdrawn', day: 20 }),
  ];
  expect(deletedWith(events, XERO, dayOf(30)).map(({ seq }) => seq)).toEqual([1, 2]);
});

test('not what reads other kinds of source, and not what was over before it gave access', () => {
  const events = [
    sampleEvent({ seq: 1, productId: 'old' }),
    sampleEvent({ seq: 2, productId: 'old', type: 'withdrawn', day: 2 }),
    sampleEvent({ seq: 3, productId: 'insights', day: 3 }),
  ];
  expect(namesOf(deletedWith(events, XERO, dayOf(30)))).toEqual(['insights']);
  expect(deletedWith(events, { ...XERO, sourceType: 'Banking' }, dayOf(30))).toEqual([]);
});

test('a connection that never gave access has nothing to tell, and nothing is told twice', () => {
  const events = [sampleEvent({ seq: 1 })];
  expect(deletedWith(events, { ...XERO, firstLinkedAt: null }, dayOf(30))).toEqual([]);
  const told = { ...sampleEvent({ seq: 2, type: 'data_deleted', day: 20 }), sources: [source] };
  expect(deletedWith([...events, told], XERO, dayOf(30))).toEqual([]);
  expect(deletedWith([...events, told], { ...XERO, id: 'another' }, dayOf(30))).toHaveLength(1);
});

test('telling it leaves nothing to tell, whatever the ledger holds', () => {
  fc.assert(
    fc.property(anyLedger, (events) => {
      const at = dayOf(10_000);
      const told = deletedWith(events, XERO, at).map((terms, index) => ({
        ...terms,
        seq: events.length + index + 1,
        event_type: 'data_deleted' as const,
        event_time: at.toISOString(),
        sources: [source],
      }));
      expect(new Set(namesOf(told)).size).toBe(told.length);
      expect(deletedWith([...events, ...told], XERO, at)).toEqual([]);
    }),
  );
});
