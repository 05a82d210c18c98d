import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GATHER_MS, heldUntil, isPaced, type PacedLetter } from './letter-pace';
import { MAIL_KINDS, type MailKind } from './mail';

const PACED = MAIL_KINDS.filter(isPaced);
const START = Date.parse('2026-03-01T10:00:00Z');

function post(acts: readonly { kind: MailKind; wait: number }[]): (PacedLetter & { sentAt: number })[] {
  const letters: (PacedLetter & { sentAt: number })[] = [];
  let at = START;
  for (const { kind, wait } of acts) {
    at += wait;
    const held = heldUntil(kind, letters, new Date(at));
    letters.push({ kind, createdAt: new Date(at), heldUntil: held, sentAt: held?.getTime() ?? at });
  }
  return letters;
}

const anyActs = fc.array(
  fc.record({ kind: fc.constantFrom(...PACED), wait: fc.integer({ min: 0, max: 3 * 60_000 }) }),
  { maxLength: 60 },
);

test('receipts are paced, and nothing else', () => {
  expect(PACED).toEqual(MAIL_KINDS.filter((kind) => kind.startsWith('receipt-')));
  expect(isPaced('sign-in-link')).toBe(false);
  expect(isPaced('organisation-check')).toBe(false);
});

test('agreeing and stopping are told at once; what follows comes together', () => {
  const acts = Array.from({ length: 38 }, (_, index) => ({
    kind: index % 2 === 0 ? ('receipt-given' as const) : ('receipt-withdrawn' as const),
    wait: 200,
  }));
  const letters = post(acts);
  expect(letters.slice(0, 2).map(({ heldUntil: held }) => held)).toEqual([null, null]);
  expect(new Set(letters.slice(2).map(({ sentAt }) => sentAt)).size).toBe(1);
});

test('whatever happens, each receipt goes out within minutes', () => {
  fc.assert(
    fc.property(anyActs, (acts) => {
      for (const { createdAt, sentAt } of post(acts)) {
        expect(sentAt).toBeGreaterThanOrEqual(createdAt.getTime());
        expect(sentAt - createdAt.getTime()).toBeLessThanOrEqual(GATHER_MS);
      }
    }),
  );
});

test('however much happens, no five minutes bring more than one letter of each kind and one for the rest', () => {
  fc.assert(
    fc.property(anyActs, (acts) => {
      const letters = post(acts);
      const sent = [
        ...letters.filter((letter) => letter.heldUntil === null).map(({ sentAt }) => sentAt),
        ...new Set(letters.flatMap((letter) => letter.heldUntil?.getTime() ?? [])),
      ];
      for (const from of sent) {
        const within = sent.filter((at) => at >= from && at < from + GATHER_MS);
        expect(within.length).toBeLessThanOrEqual(PACED.length + 1);
      }
    }),
  );
});

test('an end is never held because of other news', () => {
  fc.assert(
    fc.property(anyActs, (acts) => {
      const before = post(acts.filter(({ kind }) => kind !== 'receipt-withdrawn'));
      const now = before.at(-1)?.createdAt ?? new Date(START);
      expect(heldUntil('receipt-withdrawn', before, now)).toBeNull();
    }),
  );
});
