import { expect, test } from 'vitest';
import type { ConnectionRow } from '@/db/queries/connections';
import type { ConsentRow } from '@/db/queries/consents';
import { PII, PRODUCT } from '@/e2e/access-lives';
import { dayOf, sampleEvent } from '@/e2e/sample-events';
import type { ConsentEventType, Standing } from '../domain/consent/consent';
import type { Product } from '../domain/product/product';
import { type HomeFacts, homeView } from './home-view';

const NOW = dayOf(10);
const LENDING = PRODUCT;
const INSIGHTS: Product = { ...PRODUCT, id: 'insights', sources: PRODUCT.sources.slice(0, 1) };

const event = (seq: number, type: ConsentEventType, productId: string) => {
  const body = { ...sampleEvent({ seq, type, productId, day: seq }), pii: PII };
  return { seq, hash: `h${seq}`, body };
};

const consent = (productId: string, standing: Standing, expiresAt: Date | null): ConsentRow => ({
  companyId: 'c',
  productId,
  standing,
  productVersion: 1,
  eventId: 'e',
  eventSeq: 1,
  noticeHash: 'n1',
  givenAt: dayOf(1),
  expiresAt,
  updatedAt: dayOf(1),
});

const connection = (
  given: Partial<ConnectionRow> & Pick<ConnectionRow, 'id' | 'sourceType'>,
): ConnectionRow => ({
  companyId: 'c',
  platformKey: given.id,
  platformName: given.id,
  ownName: given.id,
  sourceId: null,
  codatConnectionId: given.id,
  state: 'Linked',
  isUpload: false,
  organisation: null,
  organisationId: null,
  accounts: null,
  nameReadAt: null,
  failureCode: null,
  failureText: null,
  failedAt: null,
  authorisedAt: dayOf(2),
  firstLinkedAt: dayOf(2),
  lastSyncAt: null,
  checkedAt: NOW,
  createdAt: dayOf(2),
  doubt: null,
  isLapsed: false,
  accessDays: null,
  goesOn: 'here',
  confirmBy: null,
  ...given,
});

const factsOf = (given: Partial<HomeFacts>): HomeFacts => ({
  products: [LENDING, INSIGHTS],
  consents: [],
  connections: [],
  basis: [],
  head: null,
  happened: [],
  news: [],
  logos: new Map(),
  ...given,
});

test('a business that has agreed to nothing sees each product, and where to begin', () => {
  const view = homeView(factsOf({}), NOW);
  expect(view.cards.map(({ product, step, declined }) => [product.id, step.kind, declined])).toEqual([
    ['lending', 'consent', null],
    ['insights', 'consent', null],
  ]);
  expect(view.strength).toMatchObject({ linked: 0, of: 2 });
  // The product that needs nothing but this kind of platform.
  expect(view.next).toMatchObject({ sourceType: 'Accounting', product: { id: 'insights' }, goesOn: null });
  expect([view.ends, view.news, view.connections]).toEqual([[], [], []]);
});

test('a deleted connection is neither shown nor counted', () => {
  const books = connection({ id: 'books', sourceType: 'Accounting' });
  const gone = connection({ id: 'gone', sourceType: 'Banking', state: 'deleted' });
  const facts = factsOf({
    connections: [books, gone],
    consents: [consent('lending', 'given', dayOf(366))],
    basis: [event(1, 'given', 'lending')],
  });
  const view = homeView(facts, NOW);
  expect(view.connections.map(({ id }) => id)).toEqual(['books']);
  expect(view.strength).toMatchObject({ linked: 1, of: 2 });
  expect(view.cards[0]?.step).toMatchObject({ kind: 'connect', sourceType: 'Banking' });
});

test('«not now» is told on its card until the product asks for more', () => {
  const basis = [event(1, 'deferred', 'lending')];
  const consents = [consent('lending', 'deferred', null)];
  const declined = (products: Product[]) =>
    homeView(factsOf({ basis, consents, products }), NOW).cards.map((card) => card.declined?.answer ?? null);
  expect(declined([LENDING, INSIGHTS])).toEqual(['deferred', null]);
  expect(declined([{ ...LENDING, version: 2, asksSince: 2 }, INSIGHTS])).toEqual([null, null]);
});

test('an end is told when it is near, and is no news before', () => {
  const ends = (expiresAt: Date) =>
    homeView(
      factsOf({
        consents: [consent('lending', 'given', expiresAt)],
        basis: [event(1, 'given', 'lending')],
      }),
      NOW,
    ).ends.map(({ id, isOver }) => [id, isOver]);
  expect(ends(dayOf(39))).toEqual([['consent:lending', false]]);
  expect(ends(dayOf(41))).toEqual([]);
  expect(ends(dayOf(9))).toEqual([['consent:lending', true]]);
});

test('«you are still sharing» disappears when nothing is shared any more', () => {
  const news: HomeFacts['news'] = [
    {
      id: 'n',
      companyId: 'c',
      kind: 'still-sharing',
      productId: 'lending',
      connectionId: null,
      facts: { productId: 'lending', product: 'Lending', since: dayOf(1).toISOString(), until: '' },
      dedupe: 'd',
      createdAt: dayOf(9),
      dismissedAt: null,
    },
  ];
  const shown = (standing: Standing, state: ConnectionRow['state']) =>
    homeView(
      factsOf({
        news,
        connections: [connection({ id: 'books', sourceType: 'Accounting', state })],
        consents: [consent('lending', standing, dayOf(366))],
        basis: [event(1, 'given', 'lending')],
      }),
      NOW,
    ).news.map(({ id }) => id);
  expect(shown('given', 'Linked')).toEqual(['n']);
  expect(shown('given', 'Unlinked')).toEqual([]);
  expect(shown('paused', 'Linked')).toEqual([]);
});

test('a pause that staff made on request is told as such', () => {
  const paused = event(2, 'paused', 'lending');
  const staff = { kind: 'staff' as const, user_id: 's', name: '' };
  const byStaff = { ...paused, body: { ...paused.body, entity: staff } };
  const told = (last: typeof paused) => {
    const row = { ...consent('lending', 'paused', dayOf(366)), eventId: last.body.record_id, eventSeq: 2 };
    const basis = [event(1, 'given', 'lending'), last];
    return homeView(factsOf({ consents: [row], basis }), NOW).cards[0]?.isOnRequest;
  };
  expect(told(paused)).toBe(false);
  expect(told(byStaff)).toBe(true);
});
