// Invariant: a colleague who connects a platform changes nothing in what the business agreed to.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SITE_PLACE } from '../../../e2e/receipt-issuer';
import { anyLedger, dayOf } from '../../../e2e/sample-events';
import { decide } from '../access/decide';
import type { Product } from '../product/product';
import { hasReceipt, receiptOf } from '../receipt/receipt';
import { agreementPeriods } from './agreement-periods';
import { lastAnswer } from './answer';
import type { ConsentEventBody } from './consent';
import { agreementAt, type ConsentProjection, rebuild } from './projection';

const IDS = ['a', 'b', 'c'];
const isColleagues = ({ event_type: type }: ConsentEventBody) => type === 'source_added';
/** A colleague's event needs an earlier event of its product. */
const possible = (events: ConsentEventBody[]) =>
  events.filter(
    (event, index) =>
      !isColleagues(event) ||
      events.slice(0, index).some((one) => !isColleagues(one) && isOfProduct(one, event)),
  );
const isOfProduct = (one: ConsentEventBody, other: ConsentEventBody) =>
  one.service.product_id === other.service.product_id;
const ledgerWith = anyLedger.map(possible).filter((events) => events.some(isColleagues));
const without = (events: ConsentEventBody[]) => events.filter((event) => !isColleagues(event));
const anyDay = fc.integer({ min: 0, max: 3000 }).map(dayOf);

const product: Product = {
  id: 'a',
  version: 1,
  asksSince: 1,
  name: { en: 'A', fr: 'A' },
  summary: { en: 'A', fr: 'A' },
  purposes: [],
  sources: [{ sourceType: 'Accounting', required: true }],
  data: [
    {
      id: 'sales',
      sourceType: 'Accounting',
      label: { en: 'Sales', fr: 'Ventes' },
      dataTypes: [{ id: 'invoices', required: true }],
    },
  ],
} as unknown as Product;

test('it changes neither a standing nor its version, its words, its beginning or its end', () => {
  fc.assert(
    fc.property(ledgerWith, (events) => {
      const said = without(events);
      const rest = ({ eventId: _, eventSeq: __, ...row }: ConsentProjection) => row;
      expect(rebuild(events).map(rest)).toEqual(rebuild(said).map(rest));
    }),
  );
});

test('at no moment does it change the terms that hold, or what they rest on', () => {
  fc.assert(
    fc.property(ledgerWith, anyDay, (events, at) => {
      for (const id of IDS) expect(agreementAt(events, id, at)).toEqual(agreementAt(without(events), id, at));
    }),
  );
});

test('it begins no agreement and ends none', () => {
  fc.assert(
    fc.property(ledgerWith, anyDay, (events, at) => {
      expect(agreementPeriods(events, at)).toEqual(agreementPeriods(without(events), at));
    }),
  );
});

test('a decision is the same with it and without, down to the event that it rests on', () => {
  const linked = {
    id: 'x',
    platformKey: 'k',
    platformName: 'X',
    sourceType: 'Accounting',
    state: 'Linked',
  } as const;
  fc.assert(
    fc.property(ledgerWith, anyDay, fc.boolean(), (events, at, isLinked) => {
      const facts = { companyExists: true, product, connections: isLinked ? [linked] : [] };
      const answer = decide({ ...facts, events }, 'invoices', at);
      expect(answer).toEqual(decide({ ...facts, events: without(events) }, 'invoices', at));
    }),
  );
});

test('a «not now» or a «no» stays the answer', () => {
  fc.assert(
    fc.property(ledgerWith, (events) => {
      for (const id of IDS) {
        const asked = { id, asksSince: 1 };
        expect(lastAnswer(events, asked)).toEqual(lastAnswer(without(events), asked));
      }
    }),
  );
});

test('nobody gets a receipt for what they did not agree to', () => {
  expect(hasReceipt('source_added')).toBe(false);
  fc.assert(
    fc.property(ledgerWith, (events) => {
      const contact = { email: 'e', phone: 'p', siteUrl: 's', place: SITE_PLACE };
      for (const event of events.filter(isColleagues)) {
        expect(receiptOf({ ...event, receipt_id: 'r' }, 'h', contact)).toBeNull();
      }
    }),
  );
});
