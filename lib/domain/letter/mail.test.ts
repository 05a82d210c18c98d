import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAddress, readSignInToken, signInToken } from '../identity/sign-in-link';
import { isMailAddress, MAIL_KINDS, messageIdOf, readMail } from './mail';

describe('an address a letter can go to', () => {
  it.each(['maya@kestrel.example', 'élodie+a1@atelier.example', "o'neil@x.example", 'root@localhost'])(
    'is %s',
    (address) => expect(isMailAddress(address)).toBe(true),
  );

  it.each([
    '',
    'maya',
    '@x.example',
    'maya@',
    'a@b@c.example',
    'maya@x.example, other@x.example',
    'Maya <maya@x.example>',
    'maya@x.example\r\nBcc: all@x.example',
    'maya @x.example',
    'maya@x.exam\u0000ple',
    `${'a'.repeat(65)}@x.example`,
    `a@${'x'.repeat(260)}.example`,
  ])('is not %j', (address) => expect(isMailAddress(address)).toBe(false));

  it('is never two, nor one with something behind it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        if (isMailAddress(text)) expect(text).not.toMatch(/[\s,;<>\p{Cc}]/u);
      }),
    );
  });
});

it('is folded the same however it is written', () => {
  expect(foldAddress(' Maya@Kestrel.Example ')).toBe('maya@kestrel.example');
});

it('a letter keeps its id over all attempts, in the name of the sender', () => {
  expect(messageIdOf('7f9c', 'consent@bank.example')).toBe('<7f9c@bank.example>');
});

it('reads the kinds there are, and no other', () => {
  for (const kind of MAIL_KINDS) expect(readMail(kind, {})?.kind).toBe(kind);
  expect([readMail('toString', {}), readMail('', {})]).toEqual([null, null]);
});

describe('the secret of a link', () => {
  const token = signInToken('secret', 'seed');
  it('needs both the seed and the secret', () => {
    expect(signInToken('secret', 'seed')).toBe(token);
    expect(signInToken('other', 'seed')).not.toBe(token);
    expect(signInToken('secret', 'other')).not.toBe(token);
  });

  it.each([undefined, '', 'x', `${'a'.repeat(43)}=`, ['a'.repeat(43)], 'a'.repeat(44), ' '.repeat(43)])(
    'is not %j',
    (value) => expect(readSignInToken(value)).toBeNull(),
  );
  it('is read as it was made', () => expect(readSignInToken(token)).toBe(token));
});
