// Parity of letters: both languages and both formats say the same, and no name breaks the markup.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiptIssuer, SITE_PLACE } from '@/e2e/receipt-issuer';
import { sampleEvent } from '@/e2e/sample-events';
import { composeLetter } from '../domain/letter/letter';
import type { LetterBody, LetterContext } from '../domain/letter/letter-parts';
import { MAIL_KINDS, type Mail, type MailFacts, type MailKind } from '../domain/letter/mail';
import { hasReceipt, type Receipt, receiptOf } from '../domain/receipt/receipt';
import { brandColours } from '../domain/text/brand';
import type { Locale } from '../domain/text/language';
import { calendarFor } from './calendar';
import { escapeHtml, letterHtml } from './letter-html';
import { letterText } from './letter-text';

const { contact } = receiptIssuer();
const RECEIPT_ID = '3a0f2c5e-8f0b-4c1d-9a7e-6b5d4c3b2a19';
const consent = { productId: 'cash-flow', product: 'Cash flow' };
const connection = {
  connectionId: 'c1',
  platform: 'NatWest',
  organisation: 'Kestrel Ltd',
  products: 'Cash flow',
};
const receipt = { receiptId: RECEIPT_ID, productId: 'cash-flow' };
const at = '2026-12-03T09:00:00.000Z';

const FACTS: MailFacts = {
  'receipt-given': receipt,
  'receipt-amended': receipt,
  'receipt-renewed': receipt,
  'receipt-withdrawn': receipt,
  'receipt-expired': receipt,
  'consent-expiring': { ...consent, at, days: 14 },
  'consent-expired': { ...consent, at, deletedBy: '2027-01-02T09:00:00.000Z' },
  'connection-expiring': { ...connection, at, days: 7, lasts: 90 },
  'connection-expired': { ...connection, at, why: 'lapsed' },
  'still-sharing': { ...consent, since: '2026-09-04T09:00:00.000Z', until: at },
  'data-deleted': { platform: 'NatWest', at, products: 'Cash flow' },
  'done-on-request': {
    act: 'disconnected',
    subject: 'NatWest',
    path: '/connections/c1',
    at,
    staff: 'Ines Moreau',
    askedBy: 'Tom Reed',
    channel: 'phone',
    reason: 'Moves to another bank',
  },
  'first-read': {
    ...consent,
    connectionId: 'c1',
    platform: 'NatWest',
    organisation: 'Kestrel Ltd',
    ready: 'Your bank accounts',
    absent: 'Account balances',
    failed: 'Bank transactions',
    open: 'Bank accounts',
  },
  'passed-on': { by: 'Lena Brandt', path: '/products/lending/consent' },
  'connection-unfinished': {
    ...consent,
    connectionId: 'c1',
    platform: 'NatWest',
  },
  'organisation-check': {
    connectionId: 'c1',
    platform: 'NatWest',
    organisation: 'Kestrel Ltd',
    what: 'other',
    before: 'Alder Mill',
    linkOf: 'Maya Okafor',
  },
  greeting: { accounting: 'business-insights', bank: 'cash-flow', shop: 'revenue-advance' },
  'sign-in-link': { seed: 's', next: '/home' },
};

const mailOf = (kind: MailKind) => ({ kind, facts: FACTS[kind] }) as Mail;
const SIGN_IN = 'https://consent.bank.example/sign-in/link?token=abc&next=%2Fhome';
const THEME = {
  brand: 'Meridian Bank',
  radius: 12,
  light: brandColours('#1f4fd8', 'light'),
  dark: brandColours('#1f4fd8', 'dark'),
};

function receiptFor(kind: MailKind, language: Locale, name = 'Kestrel Coffee'): Receipt | null {
  const type = kind.replace('receipt-', '');
  const known = (['given', 'amended', 'renewed', 'withdrawn', 'expired'] as const).find(
    (one) => one === type,
  );
  if (known === undefined || !hasReceipt(known)) return null;
  const event = sampleEvent({ type: known });
  const body = {
    ...event,
    receipt_id: RECEIPT_ID,
    business_name: name,
    privacy_notice: { ...event.privacy_notice, language },
  };
  return receiptOf(body, 'f'.repeat(64), contact);
}

const CTX: LetterContext = {
  language: 'en',
  business: 'Kestrel Coffee',
  brand: 'Meridian Bank',
  place: SITE_PLACE,
  support: { email: contact.email, phone: contact.phone },
  siteUrl: 'https://consent.bank.example',
};

function letterOf(kind: MailKind, language: Locale, change: Partial<LetterContext> = {}): LetterBody {
  const ctx: LetterContext = { ...CTX, language, ...change };
  const letter = composeLetter(mailOf(kind), ctx, {
    receipt: receiptFor(kind, language, change.business ?? undefined),
    signInUrl: SIGN_IN,
  });
  if (letter === null) throw new Error(`no letter of ${kind}`);
  return letter;
}

it.each(['en', 'fr'] as const)('several receipts come in one letter that tells of each (%s)', (language) => {
  const kinds = ['receipt-given', 'receipt-withdrawn', 'receipt-given'] as const;
  const gathered = kinds.flatMap((kind) => receiptFor(kind, language) ?? []);
  const ctx = { ...CTX, language };
  const letter = composeLetter(mailOf('receipt-given'), ctx, { receipt: null, gathered, signInUrl: null });
  const subjects = kinds.map((kind) => letterOf(kind, language).subject);
  expect(letter?.facts.map(({ lines }) => lines)).toEqual(subjects.map((subject) => [subject]));
  expect(letter?.subject).toMatch(/^3 /);
  expect(letter?.action?.href).toBe(`${CTX.siteUrl}/consents`);
  expect(letter?.paragraphs).toHaveLength(2);
});

describe.each(MAIL_KINDS)('%s', (kind) => {
  const [en, fr] = [letterOf(kind, 'en'), letterOf(kind, 'fr')];

  it('says the same in both languages', () => {
    const shape = ({ paragraphs, steps = [], facts, action, notes }: LetterBody) => ({
      paragraphs: paragraphs.length,
      steps: steps.map(({ calls }) => calls.map(({ href }) => href)),
      facts: facts.map(({ lines }) => lines.length),
      href: action?.href,
      notes: notes.length,
    });
    expect(shape(fr)).toEqual(shape(en));
    expect(fr.subject).not.toBe(en.subject);
    expect(fr.paragraphs).not.toEqual(en.paragraphs);
  });

  it.each(['en', 'fr'] as const)('says the same as text and as HTML (%s)', (language) => {
    const letter = language === 'en' ? en : fr;
    const [text, html] = [letterText(letter, 'Meridian Bank', language), letterHtml(letter, THEME, language)];
    const said = [
      ...letter.paragraphs,
      ...(letter.steps ?? []).flatMap(({ text: step, calls }) => [step, ...calls.map(({ label }) => label)]),
      ...letter.facts.flatMap(({ label, lines }) => [label, ...lines]),
      letter.action?.label ?? '',
      ...letter.notes,
    ];
    for (const sentence of said) {
      expect(text).toContain(sentence);
      expect(html).toContain(escapeHtml(sentence));
    }
    expect(text).toContain(letter.action?.href);
    expect(html).toContain(`href="${escapeHtml(letter.action?.href ?? '')}"`);
  });

  it('loads nothing, runs nothing, and leads only to this site', () => {
    const html = letterHtml(en, THEME, 'en');
    expect(html).not.toMatch(/<(script|img|link|iframe|form|object)\b|url\(|@import|@font-face|\son\w+=/i);
    const hrefs = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
    expect(hrefs.every((href) => href?.startsWith('https://consent.bank.example/'))).toBe(true);
  });

  it('is short and calm', () => {
    const steps = [...(en.steps ?? []), ...(fr.steps ?? [])].map(({ text }) => text);
    for (const text of [...en.paragraphs, ...fr.paragraphs, ...steps]) {
      for (const sentence of text.split(/(?<=[.?]) /)) {
        expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20);
        expect(sentence).not.toContain('!');
      }
    }
  });
});

it('when days are few, says so in words', () => {
  const subject = (days: number, language: Locale) => {
    const mail: Mail = { kind: 'consent-expiring', facts: { ...consent, at, days } };
    const ctx = {
      language,
      business: null,
      brand: 'b',
      place: SITE_PLACE,
      support: { email: 'e@b.example', phone: '1' },
      siteUrl: '',
    };
    return composeLetter(mail, ctx, { receipt: null, signInUrl: null })?.subject;
  };
  expect([0, 1, 7].map((days) => subject(days, 'en'))).toEqual([
    'Cash flow: your agreement ends today',
    'Cash flow: your agreement ends tomorrow',
    'Cash flow: your agreement ends in 7 days',
  ]);
  expect(subject(0, 'fr')).toContain('prend fin aujourd’hui');
});

it('a receipt that is not there is no letter', () => {
  const ctx = {
    language: 'en' as const,
    business: 'x',
    brand: 'b',
    place: SITE_PLACE,
    support: { email: '', phone: '' },
    siteUrl: '',
  };
  expect(composeLetter(mailOf('receipt-given'), ctx, { receipt: null, signInUrl: null })).toBeNull();
});

it('whatever a business is called, the letter keeps its parts', () => {
  const plain = letterOf('receipt-given', 'en');
  const count = (html: string) => html.match(/<[a-z!/]/g)?.length;
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).map((s) => `${s}<b>"'&\r\nBcc: x@y.example`),
      (business) => {
        const letter = letterOf('receipt-given', 'en', { business });
        expect(count(letterHtml(letter, THEME, 'en'))).toBe(count(letterHtml(plain, THEME, 'en')));
        const lines = (text: string) => text.split('\n').length;
        expect(lines(letterText(letter, 'Meridian Bank', 'en'))).toBe(
          lines(letterText(plain, 'Meridian Bank', 'en')),
        );
      },
    ),
    { numRuns: 50 },
  );
});

it.each(['en', 'fr'] as const)(
  'a reminder brings its day for the calendar, and nothing else does (%s)',
  (language) => {
    const house = {
      language,
      brand: 'Meridian Bank',
      place: SITE_PLACE,
      siteUrl: 'https://consent.bank.example',
    };
    const file = (kind: MailKind) => calendarFor(mailOf(kind), house, { companyId: 'b1', now: new Date(at) });
    const consentEnds = file('consent-expiring');
    expect(consentEnds).toContain('UID:consent:cash-flow.b1@consent.bank.example');
    expect(consentEnds).toContain('DTSTART;VALUE=DATE:20261203');
    expect(consentEnds).toContain('Cash flow');
    expect(consentEnds).not.toContain('{');
    expect(file('connection-expiring')).toContain('NatWest (Kestrel Ltd)');
    const others = MAIL_KINDS.filter((kind) => !kind.endsWith('-expiring'));
    expect(others.map(file).filter((one) => one !== null)).toEqual([]);
  },
);

describe('the letter that welcomes', () => {
  const facts = FACTS.greeting;
  const compose = (change: Partial<typeof facts>) => {
    const ctx: LetterContext = {
      language: 'en',
      business: 'Kestrel Coffee',
      brand: 'Meridian Bank',
      place: SITE_PLACE,
      support: { email: contact.email, phone: contact.phone },
      siteUrl: 'https://consent.bank.example',
    };
    const mail: Mail = { kind: 'greeting', facts: { ...facts, ...change } };
    return composeLetter(mail, ctx, { receipt: null, signInUrl: null });
  };
  const pathsOf = (letter: LetterBody | null) =>
    letter?.steps?.map(({ calls }) => calls.map(({ href }) => new URL(href).pathname));

  it('counts three steps, and the second is connecting, in several ways', () => {
    const letter = compose({});
    expect(pathsOf(letter)).toEqual([
      [],
      [
        '/products/business-insights/consent',
        '/products/cash-flow/consent',
        '/products/revenue-advance/consent',
      ],
      ['/home'],
    ]);
    expect(letter?.action?.href).toBe(letter?.steps?.[1]?.calls[0]?.href);
  });

  it('offers only what a product can use', () => {
    const letter = compose({ accounting: '', shop: '' });
    expect(pathsOf(letter)?.[1]).toEqual(['/products/cash-flow/consent']);
    expect(letter?.action?.label).toBe('Connect your bank');
    expect(compose({ accounting: '', bank: '', shop: '' })?.action?.href).toMatch(/\/home$/);
  });
});
