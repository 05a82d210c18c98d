import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mailboxOf } from './mailbox';

test.each([
  ['Priya@Example.com', 'priya@example.com'],
  [' priya@example.com ', 'priya@example.com'],
  ['priya+1@example.com', 'priya@example.com'],
  ['priya+a+b@example.com', 'priya@example.com'],
  ['priya@example.com.', 'priya@example.com'],
  ['ｐｒｉｙａ@example.com', 'priya@example.com'],
  ['priya@bücher.example', 'priya@xn--bcher-kva.example'],
  ['priya@bank.example。', 'priya@bank.example'],
  // A text that is no domain name is not shortened to one.
  ['priya@example.com#x', 'priya@example.com#x'],
  ['priya@example.com/x', 'priya@example.com/x'],
  ['.#', '@.#'],
  ['priya@XN--BCHER-KVA.example', 'priya@xn--bcher-kva.example'],
  ['p.r.i.y.a+x@googlemail.com', 'priya@gmail.com'],
  ['p.shah@example.com', 'p.shah@example.com'],
  // An address that begins with the plus has no other name.
  ['+priya@example.com', '+priya@example.com'],
])('%j counts as %j', (address, mailbox) => expect(mailboxOf(address)).toBe(mailbox));

test('counting twice changes nothing, whatever somebody types', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string()), (address) => {
      expect(mailboxOf(mailboxOf(address))).toBe(mailboxOf(address));
    }),
  );
});

test('a label, a letter case and a final dot are no other mailbox', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,10}$/), fc.stringMatching(/^[a-z0-9.+]{1,8}$/), (name, label) => {
      const one = mailboxOf(`${name}@bank.example`);
      expect(mailboxOf(`${name.toUpperCase()}+${label}@Bank.Example.`)).toBe(one);
    }),
  );
});
