import { expect, test } from 'vitest';
import {
  type ConnectionFacts,
  type ConnectionState,
  mayResume,
  type SourceType,
} from '../connection/connection';
import type { Standing } from '../consent/consent';
import type { Product } from '../product/product';
import { nextStep, placeOf, reliesOn } from './next-step';
import { productToReconnectFor } from './reconnect';

const NOW = new Date('2026-11-21T10:00:00Z');
const L = { en: '', fr: '' };
const product: Product = {
  id: 'lending',
  version: 2,
  asksSince: 2,
  name: L,
  promise: L,
  benefits: [],
  purposes: [],
  sources: [
    { sourceType: 'Commerce', required: false, benefit: L },
    { sourceType: 'Accounting', required: true, benefit: L },
    { sourceType: 'Banking', required: true, benefit: L },
  ],
  data: [],
  historyMonths: 24,
  frequency: 'daily',
  durationMonths: 12,
  retentionDays: 30,
  parties: [],
};
const given = {
  standing: 'given' as Standing,
  productVersion: 2,
  expiresAt: new Date('2027-11-21T10:00:00Z'),
};
const connection = (sourceType: SourceType, state: ConnectionState): ConnectionFacts => ({
  id: sourceType,
  platformKey: 'k',
  platformName: 'P',
  sourceType,
  state,
});

test.each([
  ['nothing is agreed', null],
  ['it was put off', { ...given, standing: 'deferred' as Standing }],
  ['it has run out', { ...given, expiresAt: NOW }],
])('asks first when %s, even with everything connected', (_why, consent) => {
  const all = [connection('Accounting', 'Linked'), connection('Banking', 'Linked')];
  expect(nextStep(product, consent, all, NOW)).toEqual({ kind: 'consent' });
});

test('a version that asks for more is asked about once what was agreed is connected', () => {
  const older = { ...given, productVersion: 1 };
  const all = [connection('Accounting', 'Linked'), connection('Banking', 'Linked')];
  expect(nextStep(product, older, all, NOW)).toEqual({ kind: 'amend' });
  expect(nextStep(product, older, all.slice(1), NOW)).toMatchObject({ kind: 'connect' });
  expect(nextStep({ ...product, asksSince: 1 }, older, all, NOW)).toEqual({ kind: 'ready' });
});

test('a pause is the customer’s to end, and a pause that ran out is asked about', () => {
  const paused = { ...given, standing: 'paused' as Standing };
  expect(nextStep(product, paused, [], NOW)).toEqual({ kind: 'paused' });
  expect(nextStep(product, { ...paused, expiresAt: NOW }, [], NOW)).toEqual({ kind: 'consent' });
});

test('then connects required sources one after the other', () => {
  expect(nextStep(product, given, [], NOW)).toEqual({ kind: 'connect', sourceType: 'Accounting' });
  expect(nextStep(product, given, [connection('Accounting', 'Linked')], NOW)).toEqual({
    kind: 'connect',
    sourceType: 'Banking',
  });
});

test('an optional source holds nothing up', () => {
  const all = [connection('Accounting', 'Linked'), connection('Banking', 'Linked')];
  expect(nextStep(product, given, all, NOW)).toEqual({ kind: 'ready' });
});

test('an unfinished platform is finished, a lost one reconnected', () => {
  expect(nextStep(product, given, [connection('Accounting', 'PendingAuth')], NOW)).toMatchObject({
    kind: 'finish',
  });
  expect(nextStep(product, given, [connection('Accounting', 'Deauthorized')], NOW)).toMatchObject({
    kind: 'reconnect',
  });
  expect(nextStep(product, given, [connection('Accounting', 'deleted')], NOW)).toMatchObject({
    kind: 'connect',
  });
});

test('what a step leads back to can be opened again, for the product that asks', () => {
  const states = ['starting', 'PendingAuth', 'Linked', 'Unlinked', 'Deauthorized', 'deleted'] as const;
  const kinds = ['Accounting', 'Banking', 'Commerce'] as const;
  const lists = kinds.flatMap((type) =>
    states.flatMap((one) => states.map((two) => [connection(type, one), connection('Banking', two)])),
  );
  for (const all of lists) {
    const step = nextStep(product, given, all, NOW);
    if (step.kind !== 'finish' && step.kind !== 'reconnect') continue;
    const found = all.filter(({ id, platformName }) => id === step.connectionId && platformName === 'P');
    expect(found.some(mayResume)).toBe(true);
    const consents = [{ ...given, productId: product.id }];
    for (const one of found)
      expect(productToReconnectFor([product], consents, one, NOW, product.id)?.id).toBe(product.id);
  }
});

test('a product relies on a connection only while its consent stands', () => {
  expect(reliesOn(product, given, { sourceType: 'Banking' }, NOW)).toBe(true);
  expect(reliesOn(product, { ...given, standing: 'withdrawn' }, { sourceType: 'Banking' }, NOW)).toBe(false);
  expect(reliesOn(product, { ...given, expiresAt: NOW }, { sourceType: 'Banking' }, NOW)).toBe(false);
  expect(reliesOn(product, null, { sourceType: 'Banking' }, NOW)).toBe(false);
});

test('a doubtful organisation is answered before anything else, an optional one too', () => {
  const doubted = { ...connection('Commerce', 'Linked'), doubt: 'unanswered' as const };
  const all = [connection('Accounting', 'Linked'), connection('Banking', 'Linked'), doubted];
  expect(nextStep(product, given, all, NOW)).toEqual({
    kind: 'check',
    sourceType: 'Commerce',
    connectionId: 'Commerce',
    platformName: 'P',
  });
  expect(nextStep(product, null, all, NOW)).toEqual({ kind: 'consent' });
});

test('connecting begins where the product says, and what was begun or lost goes on with that very connection', () => {
  const source = { sourceType: 'Banking' as const, connectionId: 'c', platformName: 'P' };
  const steps = [
    { kind: 'connect', sourceType: 'Banking' },
    { kind: 'finish', ...source },
    { kind: 'reconnect', ...source },
  ] as const;
  const places = (connectWith?: 'list' | 'link') =>
    steps.map((step) => placeOf({ id: 'p', ...(connectWith ? { connectWith } : {}) }, step));
  const [list, very] = ['/products/p/connect', '/connections/c/reconnect?product=p'];
  expect(places()).toEqual([list, very, very]);
  expect(places('list')).toEqual([list, very, very]);
  expect(places('link')).toEqual(['/products/p/link', very, very]);
});

test('files stand in for a platform where the product takes them, and nowhere else', () => {
  const files = { ...connection('Accounting', 'Linked'), isUpload: true };
  const bank = connection('Banking', 'Linked');
  const taking: Product = {
    ...product,
    sources: product.sources.map((source) =>
      source.sourceType === 'Accounting' ? { ...source, acceptsFiles: true as const } : source,
    ),
  };
  expect(nextStep(taking, given, [files, bank], NOW)).toEqual({ kind: 'ready' });
  expect(nextStep(product, given, [files, bank], NOW)).toEqual({ kind: 'connect', sourceType: 'Accounting' });
  expect([reliesOn(taking, given, files, NOW), reliesOn(product, given, files, NOW)]).toEqual([true, false]);
  // There is nothing to finish at a platform, or to reconnect.
  for (const state of ['PendingAuth', 'Deauthorized', 'Unlinked'] as const)
    expect(nextStep(taking, given, [{ ...files, state }, bank], NOW).kind).toBe('connect');
});
