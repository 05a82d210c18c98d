import { describe, expect, it } from 'vitest';
import { sampleReceipt, sampleReceiptEvent } from '@/e2e/sample-receipts';
import { NOTICE_PHRASES } from '../notice/notice-phrases';
import type { ReceiptEventType } from './receipt';
import { receiptWords } from './receipt-words';

const TYPES: ReceiptEventType[] = ['given', 'amended', 'renewed', 'withdrawn', 'expired'];

function linesOf(type: ReceiptEventType, language: 'en' | 'fr') {
  const words = receiptWords(sampleReceipt(sampleReceiptEvent(type, language)));
  return words.sections.flatMap(({ facts }) => facts.flatMap(({ term, lines }) => [term, ...lines]));
}

describe.each(TYPES)('the words of «%s»', (type) => {
  it('hold the same facts in both languages', () => {
    const shape = (language: 'en' | 'fr') =>
      receiptWords(sampleReceipt(sampleReceiptEvent(type, language))).sections.map(({ id, facts }) => [
        id,
        facts.map(({ lines }) => lines.length),
      ]);
    expect(shape('fr')).toEqual(shape('en'));
  });

  it.each(['en', 'fr'] as const)('name who, what, when, with whom and the proof (%s)', (language) => {
    const receipt = sampleReceipt(sampleReceiptEvent(type, language));
    const text = linesOf(type, language).join('\n');
    for (const fact of [
      receipt.header.business_name,
      'Luc',
      'Business insights',
      'To draw your charts.',
      'Xero (Kestrel Coffee Ltd)',
      'Meridian Bank',
      'Codat',
      'Harbour Insurance',
      '2026',
      receipt.header.receipt_id,
      receipt.ledger.hash,
      'ab'.repeat(32),
      'cd'.repeat(32),
      NOTICE_PHRASES[language].stopEarlier,
    ]) {
      expect(text).toContain(fact);
    }
    expect(text).not.toMatch(/undefined|null|NaN/);
  });
});

it('say how to stop, both ways, only while there is something to stop', () => {
  const { stopText, stopOther } = NOTICE_PHRASES.en;
  const other = stopOther('help@meridian.example', '+44\u00a020\u00a07946\u00a00000');
  expect(linesOf('given', 'en')).toEqual(expect.arrayContaining([stopText, other]));
  expect(linesOf('withdrawn', 'en')).not.toContain(stopText);
  expect(linesOf('withdrawn', 'en')).toContain(
    'It is deleted on 31 January 2026, unless another product needs it.',
  );
});

it('mark what an amendment added', () => {
  const event = sampleReceiptEvent('amended');
  const none = { pii_types: [], purposes: [], parties: [] };
  const terms = { added: { ...none, pii_types: ['bills'] }, removed: none };
  const words = receiptWords(sampleReceipt({ ...event, change: { ...event.change, terms } }));
  const facts = words.sections.flatMap((section) => section.facts);
  expect(facts).toContainEqual({ term: 'New', lines: ['Bills you received'] });
  expect(facts.map(({ term }) => term)).not.toContain('No longer read');
});

it('say times in the zone that the receipt names, wherever they are read', () => {
  expect(linesOf('given', 'en')).toContain('1 January 2026 at 10:00 GMT');
  expect(linesOf('given', 'fr').join()).toMatch(/1er janvier 2026|1 janvier 2026/);
});

it.each([
  ['issuer', 'By signing in, 1 January 2026 at 09:59 GMT'],
  ['mail-link', 'By a link sent by e-mail, 1 January 2026 at 09:59 GMT'],
  ['demo', 'In the demonstration, without a check, 1 January 2026 at 09:59 GMT'],
] as const)('say how whoever acted was identified: %s', (method, line) => {
  const event = sampleReceiptEvent();
  const identification = { method, time: '2026-01-01T09:59:00.000Z', acr: null, amr: [] };
  const linesWith = (collection: object) =>
    receiptWords(sampleReceipt({ ...event, collection: { ...event.collection, ...collection } }))
      .sections.flatMap(({ facts }) => facts)
      .find(({ term }) => term === 'Identified')?.lines;
  expect(linesWith({ identification })).toEqual([line]);
  const strong = { ...identification, acr: 'urn:bank:sca', amr: ['pwd', 'otp'] };
  expect(linesWith({ identification: strong })).toEqual([
    line,
    'The sign-in service says how: urn:bank:sca, pwd, otp',
  ]);
  // Without a sign-in: time ran out, or a colleague followed a link.
  expect(linesWith({})).toBeUndefined();
});
