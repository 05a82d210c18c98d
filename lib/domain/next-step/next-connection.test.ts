import { describe, expect, it } from 'vitest';
import type { ConnectionFacts, ConnectionState, SourceType } from '../connection/connection';
import type { Product } from '../product/product';
import { nextConnection, type ProductState, productToBeginWith, strengthOf } from './next-connection';
import type { NextStep } from './next-step';

const L = { en: '', fr: '' };
function product(id: string, required: SourceType[], optional: SourceType[] = []): Product {
  const source = (isRequired: boolean) => (sourceType: SourceType) => ({
    sourceType,
    required: isRequired,
    benefit: { en: `${id} ${sourceType}`, fr: '' },
  });
  return {
    id,
    version: 1,
    asksSince: 1,
    name: L,
    promise: L,
    benefits: [],
    purposes: [],
    sources: [...required.map(source(true)), ...optional.map(source(false))],
    data: [],
    historyMonths: 24,
    frequency: 'daily',
    durationMonths: 12,
    retentionDays: 30,
    parties: [],
  };
}
const insights = product('insights', ['Accounting'], ['Banking', 'Commerce']);
const lending = product('lending', ['Accounting', 'Banking']);
const cash = product('cash', ['Banking']);
const advance = product('advance', ['Commerce']);
const ALL = [insights, lending, cash, advance];

const CONSENT: NextStep = { kind: 'consent' };
const READY: NextStep = { kind: 'ready' };
const state = (one: Product, step: NextStep = CONSENT, change: Partial<ProductState> = {}): ProductState => ({
  product: one,
  agreed: one,
  step,
  isRefused: false,
  ...change,
});
const connection = (sourceType: SourceType, is: ConnectionState = 'Linked'): ConnectionFacts => ({
  id: sourceType,
  platformKey: 'k',
  platformName: 'P',
  sourceType,
  state: is,
});

describe('the product to begin with', () => {
  it.each([
    ['Accounting', 'insights'],
    ['Banking', 'cash'],
    ['Commerce', 'advance'],
  ] as const)('for %s is %s', (type, id) => expect(productToBeginWith(ALL, type)?.id).toBe(id));

  it('is one that needs more when none needs less, one that can use it last, and none when none can', () => {
    expect(productToBeginWith([insights, lending], 'Banking')?.id).toBe('lending');
    expect(productToBeginWith([insights, lending], 'Commerce')?.id).toBe('insights');
    expect(productToBeginWith([cash], 'Commerce')).toBeNull();
  });
});

const NOW = new Date('2026-11-29T12:00:00.000Z');

describe('the strength', () => {
  it('counts kinds that a product can use and that serve', () => {
    expect(strengthOf(ALL, [], NOW)).toEqual({
      linked: 0,
      of: 3,
      missing: ['Accounting', 'Banking', 'Commerce'],
    });
    expect(strengthOf([cash], [connection('Accounting')], NOW)).toEqual({
      linked: 0,
      of: 1,
      missing: ['Banking'],
    });
    expect(strengthOf(ALL, [connection('Banking', 'Deauthorized')], NOW)).toMatchObject({ linked: 0 });
    const doubted = { ...connection('Banking'), doubt: 'unanswered' as const };
    expect(strengthOf(ALL, [doubted], NOW)).toMatchObject({ linked: 0 });
  });
});

describe('the next connection', () => {
  const fresh = ALL.map((one) => state(one));

  it('for somebody new is accounting, and begins with reading what is shared', () => {
    expect(nextConnection(fresh, [], NOW)).toEqual({
      sourceType: 'Accounting',
      product: insights,
      benefit: { en: 'insights Accounting', fr: '' },
      href: '/products/insights/consent',
      goesOn: null,
    });
  });

  it('goes to the product that is in use, and asks before what was left out', () => {
    const [, ...others] = fresh;
    const used = state(insights, READY);
    expect(nextConnection([used, ...others], [connection('Accounting')], NOW)).toMatchObject({
      sourceType: 'Banking',
      href: '/products/insights/connect',
    });
    const part = state(insights, READY, { agreed: product('insights', ['Accounting']) });
    expect(nextConnection([part, ...others], [connection('Accounting')], NOW)?.href).toBe(
      '/products/insights/consent?add=Banking',
    );
  });

  it('goes first to the product that waits for it', () => {
    const waiting = state(lending, { kind: 'connect', sourceType: 'Banking' });
    const states = [state(insights, READY), waiting];
    expect(nextConnection(states, [connection('Accounting')], NOW)?.href).toBe('/products/lending/connect');
  });

  it('goes on with the platform that was lost or left, required or not, and says so', () => {
    const optional = state(insights, READY);
    const all = [connection('Accounting'), connection('Banking', 'Deauthorized')];
    expect(nextConnection([optional], all, NOW)).toMatchObject({
      href: '/connections/Banking/reconnect?product=insights',
      goesOn: { kind: 'reconnect', platform: 'P' },
    });
    expect(
      nextConnection([optional], [connection('Accounting'), connection('Banking', 'PendingAuth')], NOW),
    ).toMatchObject({ goesOn: { kind: 'finish' } });
    const source = { sourceType: 'Banking', connectionId: 'b', platformName: 'P' } as const;
    const waiting = state(cash, { kind: 'reconnect', ...source });
    expect(nextConnection([waiting], [connection('Banking', 'Deauthorized')], NOW)).toMatchObject({
      href: '/connections/b/reconnect?product=cash',
      goesOn: { kind: 'reconnect', platform: 'P' },
    });
    // What was disconnected on purpose may be replaced by another one.
    expect(
      nextConnection([optional], [connection('Accounting'), connection('Banking', 'Unlinked')], NOW),
    ).toMatchObject({
      href: '/products/insights/connect',
      goesOn: null,
    });
  });

  it('puts nothing forward that was refused or paused, and ends when all is connected', () => {
    const refused = fresh.map((one) => ({ ...one, isRefused: true }));
    expect(nextConnection(refused, [], NOW)).toBeNull();
    expect(nextConnection([state(insights, { kind: 'paused' })], [], NOW)).toBeNull();
    const [first, ...others] = fresh;
    const noAccounting = [{ ...(first ?? state(insights)), isRefused: true }, ...others];
    expect(nextConnection(noAccounting, [], NOW)?.href).toBe('/products/lending/consent');
    const everything = (['Accounting', 'Banking', 'Commerce'] as const).map((type) => connection(type));
    expect(nextConnection(fresh, everything, NOW)).toBeNull();
  });
});
