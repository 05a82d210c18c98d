import { describe, expect, test } from 'vitest';
import {
  type ConsumerFacts,
  isWrong,
  judgeConsumers,
  judgeOrigins,
  judgePlatforms,
  judgeProducts,
  judgeRedirect,
  needsConsumer,
  redirectFor,
  wantedEvents,
} from './setup';
import { workFor } from './webhook';

const URL_ = 'https://consent.bank.example/api/webhooks/codat';
const EVENTS = wantedEvents(true);
const consumer = (more: Partial<ConsumerFacts> = {}): ConsumerFacts => ({
  id: 'c1',
  url: URL_,
  eventTypes: EVENTS,
  isDisabled: false,
  companyTags: [],
  ...more,
});

test('every event that is asked for makes work, and those of products only where they are kept in step', () => {
  expect(EVENTS.filter((event) => workFor(event) === 'none')).toEqual([]);
  expect(wantedEvents(false).filter((event) => workFor(event) === 'products')).toEqual([]);
});

describe('webhook consumers', () => {
  test.each<[string, ConsumerFacts[], string, string]>([
    ['none', [], 'wrong', 'none for'],
    ['one of somebody else', [consumer({ url: 'https://other.example/hook' })], 'wrong', 'none for'],
    ['ours', [consumer()], 'ok', 'c1'],
    [
      'ours with more events',
      [consumer({ eventTypes: [...EVENTS, 'invoices.write.successful'] })],
      'ok',
      'c1',
    ],
    ['ours with a slash at its end', [consumer({ url: `${URL_}/` })], 'ok', 'c1'],
    [
      'ours without some events',
      [consumer({ eventTypes: ['read.completed'] })],
      'wrong',
      'connection.deleted',
    ],
    ['ours, switched off', [consumer({ isDisabled: true })], 'wrong', 'switched off'],
    ['ours for some companies', [consumer({ companyTags: ['region:uk'] })], 'wrong', 'certain tags'],
    ['ours twice', [consumer(), consumer({ id: 'c2' })], 'wrong', 'c1, c2'],
  ])('%s', (_, consumers, state, says) => {
    const line = judgeConsumers(consumers, URL_, EVENTS);
    expect(line).toMatchObject({ state, says: expect.stringContaining(says) });
    expect(line.next === undefined).toBe(state === 'ok');
  });

  test('another is made only where none has the address, so that no event comes twice', () => {
    expect(needsConsumer([], URL_)).toBe(true);
    expect(needsConsumer([consumer({ eventTypes: [], isDisabled: true })], URL_)).toBe(false);
  });
});

test('the origin has to be allowed as it is', () => {
  expect(judgeOrigins(['https://a.example'], 'https://a.example').state).toBe('ok');
  expect(judgeOrigins(['https://a.example'], 'https://b.example').state).toBe('wrong');
  expect(judgeOrigins([], 'https://b.example').next).toContain('codat:setup');
});

test.each([
  ['', 'wrong'],
  ['https://elsewhere.example/connect/return?statusCode={statusCode}&state={state}', 'wrong'],
  ['https://a.example/connect/return', 'wrong'],
  ['https://a.example/connect/return?statusCode={statusCode}', 'wrong'],
  ['https://a.example/connect/return?cid={connectionId}&state={state}&statusCode={statusCode}', 'to-do'],
  [redirectFor('https://a.example'), 'ok'],
])('the redirect URL %s is %s', (redirect, state) => {
  expect(judgeRedirect(redirect, 'https://a.example').state).toBe(state);
});

test('a product without a platform it needs is wrong, without one it would like is something to do', () => {
  const text = { en: 'x', fr: 'x' };
  const product = {
    id: 'lending',
    name: text,
    promise: text,
    benefits: [],
    purposes: [],
    sources: [
      { sourceType: 'Accounting', required: true, benefit: text },
      { sourceType: 'Commerce', required: false, benefit: text },
    ],
    data: [],
    historyMonths: 1,
    frequency: 'once',
    durationMonths: null,
    retentionDays: 1,
    parties: [],
  } as const;
  const products = [
    { ...product, benefits: [], purposes: [], sources: [...product.sources], data: [], parties: [] },
  ];
  const judge = (accounting: number, commerce: number) =>
    judgePlatforms(
      products,
      new Map([
        ['Accounting', accounting],
        ['Commerce', commerce],
      ]),
    )[0]?.state;
  expect([judge(1, 1), judge(1, 0), judge(0, 1)]).toEqual(['ok', 'to-do', 'wrong']);
});

test('products that no company has yet cannot be seen, and those that Codat refused are wrong', () => {
  expect(judgeProducts(['a'], ['a', 'b'], 0).state).toBe('ok');
  expect(judgeProducts(['a', 'c'], ['a'], 0)).toMatchObject({
    state: 'to-do',
    next: expect.stringContaining('c'),
  });
  expect(isWrong([judgeProducts(['a'], ['a'], 2)])).toBe(true);
});
