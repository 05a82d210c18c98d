import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ConnectionFacts,
  type ConnectionState,
  SOURCE_TYPES,
  type SourceType,
} from '../connection/connection';
import type { Standing, StandingNow } from '../consent/consent';
import type { Product } from '../product/product';
import { type ImpactAction, type ImpactFacts, impact } from './impact';
import { nextStep } from './next-step';

const NOW = new Date('2026-11-21T10:00:00Z');
const both = (text: string) => ({ en: text, fr: text });
const TYPES: Record<SourceType, string> = {
  Accounting: 'invoices',
  Banking: 'banking-accounts',
  Commerce: 'commerce-orders',
};

function product(id: string, sources: Partial<Record<SourceType, 'required' | 'optional'>>): Product {
  const kinds = SOURCE_TYPES.filter((type) => sources[type] !== undefined);
  return {
    id,
    version: 1,
    asksSince: 1,
    name: both(id),
    promise: both(''),
    benefits: [],
    purposes: [],
    sources: kinds.map((sourceType) => ({
      sourceType,
      required: sources[sourceType] === 'required',
      benefit: both(''),
    })),
    data: kinds.map((sourceType) => ({
      id: sourceType,
      sourceType,
      label: both(''),
      dataTypes: [{ id: TYPES[sourceType], required: true }],
    })),
    historyMonths: 24,
    frequency: 'daily',
    durationMonths: 12,
    retentionDays: 30,
    parties: [],
  };
}

const given = (productId: string, standing: Standing = 'given'): StandingNow & { productId: string } => ({
  productId,
  standing,
  productVersion: 1,
  expiresAt: new Date('2027-11-21T10:00:00Z'),
});

const connection = (
  id: string,
  sourceType: SourceType,
  state: ConnectionState = 'Linked',
): ConnectionFacts => ({ id, platformKey: id, platformName: id, sourceType, state });

const INSIGHTS = product('insights', { Accounting: 'required', Banking: 'optional' });
const LENDING = product('lending', { Accounting: 'required', Banking: 'required' });
const ADVANCE = product('advance', { Commerce: 'required' });

const facts = (over: Partial<ImpactFacts> = {}): ImpactFacts => ({
  products: [INSIGHTS, LENDING, ADVANCE],
  consents: [given('insights'), given('lending')],
  connections: [connection('xero', 'Accounting'), connection('bank', 'Banking')],
  now: NOW,
  ...over,
});

test('withdrawing one product leaves the other its connections', () => {
  expect(impact(facts(), { kind: 'withdraw', productId: 'lending', deletion: 'keep' })).toEqual({
    products: [
      { productId: 'lending', effect: 'stops', lostDataTypes: ['invoices', 'banking-accounts'] },
      { productId: 'insights', effect: 'continues', lostDataTypes: [] },
    ],
    connections: [
      { connectionId: 'xero', effect: 'kept', neededBy: ['insights'] },
      { connectionId: 'bank', effect: 'kept', neededBy: ['insights'] },
    ],
    deletion: 'after-retention',
    retentionDays: 30,
    smaller: { kind: 'pause', productId: 'lending' },
  });
});

test('withdrawing the last product that uses a connection ends access to it', () => {
  const alone = facts({ consents: [given('lending'), given('insights', 'withdrawn')] });
  expect(impact(alone, { kind: 'withdraw', productId: 'lending', deletion: 'keep' }).connections).toEqual([
    { connectionId: 'xero', effect: 'unlinked', neededBy: [] },
    { connectionId: 'bank', effect: 'unlinked', neededBy: [] },
  ]);
});

test('choosing to delete takes what no other product needs, also what gives no access any more', () => {
  const alone = facts({
    consents: [given('lending'), given('insights', 'paused')],
    products: [LENDING, product('insights', { Accounting: 'required' })],
    connections: [
      ...facts().connections,
      connection('old', 'Banking', 'Unlinked'),
      connection('new', 'Banking', 'PendingAuth'),
    ],
  });
  const told = impact(alone, { kind: 'withdraw', productId: 'lending', deletion: 'delete' });
  expect(told.connections).toEqual([
    { connectionId: 'xero', effect: 'kept', neededBy: ['insights'] },
    { connectionId: 'bank', effect: 'deleted', neededBy: [] },
    { connectionId: 'old', effect: 'deleted', neededBy: [] },
  ]);
  expect(told).toMatchObject({ deletion: 'at-once', retentionDays: null });
});

test('a pause keeps every connection and removes nothing', () => {
  const paused = impact(facts(), { kind: 'pause', productId: 'lending' });
  expect(paused.products[0]).toMatchObject({ productId: 'lending', effect: 'on-data-read' });
  expect(paused.connections.every(({ effect }) => effect === 'kept')).toBe(true);
  expect(paused).toMatchObject({ deletion: 'none', retentionDays: null, smaller: null });
});

test('disconnecting the bank stops new data for lending and takes a part from insights', () => {
  expect(impact(facts(), { kind: 'disconnect', connectionId: 'bank' })).toEqual({
    products: [
      { productId: 'lending', effect: 'on-data-read', lostDataTypes: ['banking-accounts'] },
      { productId: 'insights', effect: 'in-part', lostDataTypes: ['banking-accounts'] },
    ],
    connections: [{ connectionId: 'bank', effect: 'unlinked', neededBy: ['lending', 'insights'] }],
    deletion: 'none',
    retentionDays: null,
    smaller: { kind: 'withdraw', productId: 'lending', deletion: 'keep' },
  });
});

test('deleting is final, and disconnecting is the smaller step', () => {
  const deleted = impact(facts(), { kind: 'delete', connectionId: 'bank' });
  expect(deleted.products[0]).toMatchObject({ productId: 'lending', effect: 'stops' });
  expect(deleted).toMatchObject({
    deletion: 'at-once',
    smaller: { kind: 'disconnect', connectionId: 'bank' },
  });
  const unlinked = facts({ connections: [connection('bank', 'Banking', 'Unlinked')] });
  expect(impact(unlinked, { kind: 'delete', connectionId: 'bank' }).smaller).toBeNull();
});

test('with a second bank nothing changes for anybody', () => {
  const two = facts({
    connections: [...facts().connections, connection('other', 'Banking')],
  });
  const { products } = impact(two, { kind: 'disconnect', connectionId: 'bank' });
  expect(products.map(({ effect }) => effect)).toEqual(['continues', 'continues']);
});

test('a name that is not known is a mistake of the caller', () => {
  expect(() => impact(facts(), { kind: 'withdraw', productId: 'x', deletion: 'keep' })).toThrow(RangeError);
  expect(() => impact(facts(), { kind: 'delete', connectionId: 'x' })).toThrow(RangeError);
});

const anyFacts: fc.Arbitrary<ImpactFacts> = fc
  .record({
    standings: fc.array(fc.constantFrom<Standing>('given', 'paused', 'withdrawn', 'renewed'), {
      minLength: 3,
      maxLength: 3,
    }),
    connections: fc.array(
      fc.record({
        sourceType: fc.constantFrom(...SOURCE_TYPES),
        state: fc.constantFrom<ConnectionState>('Linked', 'Unlinked', 'Deauthorized', 'PendingAuth'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ standings, connections }) =>
    facts({
      consents: ['insights', 'lending', 'advance'].map((id, index) => given(id, standings[index])),
      connections: connections.map(({ sourceType, state }, index) =>
        connection(String(index), sourceType, state),
      ),
    }),
  );

test('what is told is what then holds: a product that continues needs nothing it did not need before', () => {
  fc.assert(
    fc.property(anyFacts, (before) => {
      const action: ImpactAction = { kind: 'disconnect', connectionId: '0' };
      const told = impact(before, action);
      const after = before.connections.map((c) => (c.id === '0' ? { ...c, state: 'Unlinked' as const } : c));
      for (const { productId, effect } of told.products) {
        const one = before.products.find(({ id }) => id === productId);
        const consent = before.consents.find((each) => each.productId === productId) ?? null;
        if (one === undefined) throw new Error(productId);
        const wasReady = nextStep(one, consent, before.connections, NOW).kind === 'ready';
        const isReady = nextStep(one, consent, after, NOW).kind === 'ready';
        if (wasReady && (effect === 'continues' || effect === 'in-part')) expect(isReady).toBe(true);
        if (wasReady && effect === 'on-data-read') expect(isReady).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});

test('withdrawing never ends access that another consent uses or will use again', () => {
  fc.assert(
    fc.property(anyFacts, fc.constantFrom('insights', 'lending', 'advance'), (before, productId) => {
      const { connections } = impact(before, { kind: 'withdraw', productId, deletion: 'keep' });
      for (const { connectionId, effect } of connections) {
        const sourceType = before.connections.find(({ id }) => id === connectionId)?.sourceType;
        const usedElsewhere = before.products.some(
          (one) =>
            one.id !== productId &&
            one.sources.some((source) => source.sourceType === sourceType) &&
            before.consents.some(
              (each) => each.productId === one.id && ['given', 'renewed', 'paused'].includes(each.standing),
            ),
        );
        expect(effect).toBe(usedElsewhere ? 'kept' : 'unlinked');
      }
    }),
    { numRuns: 500 },
  );
});

test('disconnecting tells of what is paused too: it would miss the connection when it is resumed', () => {
  const paused = facts({ consents: [given('insights', 'paused')] });
  expect(impact(paused, { kind: 'delete', connectionId: 'xero' }).products).toEqual([
    { productId: 'insights', effect: 'stops', lostDataTypes: ['invoices'] },
  ]);
});

test('what was never finished takes nothing away', () => {
  const unfinished = facts({ connections: [connection('xero', 'Accounting', 'PendingAuth')] });
  const { products } = impact(unfinished, { kind: 'delete', connectionId: 'xero' });
  expect(new Set(products.map(({ effect }) => effect))).toEqual(new Set(['continues']));
});

test('what is doubted serves nobody in place of what is disconnected', () => {
  const other = { ...connection('xero-2', 'Accounting'), doubt: 'unanswered' as const };
  const both = facts({ connections: [connection('xero', 'Accounting'), other] });
  const [first] = impact(both, { kind: 'disconnect', connectionId: 'xero' }).products;
  expect(first).toMatchObject({ effect: 'on-data-read' });
});

test('files serve only products that take them, carry no data types, and end with the last of those', () => {
  const taking = {
    ...LENDING,
    sources: LENDING.sources.map((source) => ({ ...source, acceptsFiles: true as const })),
  };
  const files = { ...connection('files', 'Accounting'), isUpload: true };
  const here = facts({ products: [INSIGHTS, taking], connections: [files, connection('bank', 'Banking')] });
  expect(impact(here, { kind: 'disconnect', connectionId: 'files' }).products).toEqual([
    { productId: 'lending', effect: 'on-data-read', lostDataTypes: [] },
    { productId: 'insights', effect: 'continues', lostDataTypes: [] },
  ]);
  const withdrawn = impact(here, { kind: 'withdraw', productId: 'lending', deletion: 'keep' });
  expect(withdrawn.connections.find(({ connectionId }) => connectionId === 'files')).toEqual({
    connectionId: 'files',
    effect: 'unlinked',
    neededBy: [],
  });
  // Beside them, a platform that goes is missed all the same.
  const both = { ...here, connections: [...here.connections, connection('xero', 'Accounting')] };
  const lost = impact(both, { kind: 'disconnect', connectionId: 'xero' }).products;
  expect(lost.every(({ lostDataTypes }) => lostDataTypes.includes('invoices'))).toBe(true);
});
