import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../crypto/sha256';
import {
  HELP_LIMITS,
  helpDedupe,
  helpReference,
  keptPage,
  readHelpForm,
  readHelpReference,
} from './help-request';

const raw = { name: 'Maya', email: 'maya@kestrel.example', message: 'Where is my receipt?' };

describe('a question', () => {
  it('is taken as it was written, without what nobody sees', () => {
    const read = readHelpForm({
      name: ' Maya\r\n Okafor ',
      email: ' maya@kestrel.example ',
      message: '\u202eOne\r\n\r\nTwo\u0000\u200b  ',
    });
    expect(read).toEqual({
      ok: true,
      question: { name: 'Maya Okafor', email: 'maya@kestrel.example', message: 'One\n\nTwo' },
    });
  });

  it.each([
    [{ ...raw, name: '' }, {}],
    [{ ...raw, name: 'x'.repeat(HELP_LIMITS.name + 1) }, { name: 'help-name-long' }],
    [{ ...raw, email: 'maya' }, { email: 'help-email-unreadable' }],
    [{ ...raw, email: 'a@b.example\nBcc: c@d.example' }, { email: 'help-email-unreadable' }],
    [{ ...raw, message: ' \n\u200b ' }, { message: 'help-message-empty' }],
    [{ ...raw, message: 'x'.repeat(HELP_LIMITS.message + 1) }, { message: 'help-message-long' }],
    [
      { name: '', email: '', message: '' },
      { email: 'help-email-unreadable', message: 'help-message-empty' },
    ],
  ])('%j has the problems %j', (form, problems) => {
    const read = readHelpForm(form);
    expect(read.ok ? {} : read.problems).toEqual(problems);
  });

  it('of the longest length is taken, also when each line break came as two characters', () => {
    const message = `${'x'.repeat(9)}\n`.repeat(HELP_LIMITS.message / 10 - 1) + 'x'.repeat(10);
    expect(message).toHaveLength(HELP_LIMITS.message);
    expect(readHelpForm({ ...raw, message: message.replaceAll('\n', '\r\n') })).toMatchObject({ ok: true });
  });

  it('is the same only from the same form and in the same words', () => {
    const one = helpDedupe('form', raw);
    expect(helpDedupe('form', { ...raw })).toBe(one);
    for (const other of [
      helpDedupe('form 2', raw),
      helpDedupe('form', { ...raw, message: 'Other' }),
      helpDedupe('form', { ...raw, name: `Maya","${raw.email}` }),
    ])
      expect(other).not.toBe(one);
  });
});

describe('its number', () => {
  it('can be read back, and follows from the question', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const reference = helpReference(sha256(text));
        expect(readHelpReference(reference)).toBe(reference);
        expect(helpReference(sha256(text))).toBe(reference);
      }),
    );
  });
  it('differs from question to question', () => {
    const all = Array.from({ length: 5000 }, (_, n) => helpReference(sha256(String(n))));
    expect(new Set(all).size).toBe(all.length);
  });
  it.each([undefined, '', 'ABCDE', 'ABCDE-FGHIJ', 'abcde-fghjk', 'ABCDE-FGHJKM', ['ABCDE-FGHJK']])(
    'is not %j',
    (value) => expect(readHelpReference(value)).toBeNull(),
  );
});

it.each([
  ['/products/lending/consent?x=1#y', '/products/lending/consent'],
  ['/share/secret', null],
  ['/sign-in/link?token=x', null],
  [`/${'a'.repeat(201)}`, null],
  ['', null],
  [null, null],
])('of the page %j %j is kept', (path, kept) => expect(keptPage(path)).toBe(kept));
