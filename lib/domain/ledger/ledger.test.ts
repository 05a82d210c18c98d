import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLedger, chainOf, sampleEvent } from '../../../e2e/sample-events';
import type { ConsentEventBody } from '../consent/consent';
import { sha256 } from '../crypto/sha256';
import { type ChainLink, hashEvent, verifyChain } from './ledger';

const event = (seq: number) => sampleEvent({ seq });
const chain = (length: number): ChainLink[] =>
  chainOf(Array.from({ length }, (_, index) => event(index + 1)));

test('the hash does not depend on the order of keys', () => {
  const body = event(1);
  const shuffled = Object.fromEntries(Object.entries(body).reverse()) as unknown as ConsentEventBody;
  expect(hashEvent(shuffled)).toBe(hashEvent(body));
});

test('SHA-256 is over UTF-8 bytes', () => {
  expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

test('an untouched chain is sound', () => {
  expect(verifyChain(chain(5))).toEqual({ ok: true, length: 5 });
  expect(verifyChain([])).toEqual({ ok: true, length: 0 });
});

test('any single change is found at its place or the next', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.constantFrom('body', 'drop', 'hash'), (index, kind) => {
      const links = chain(5);
      const link = links[index];
      if (link === undefined) throw new Error('index out of range');
      if (kind === 'drop') links.splice(index, 1);
      if (kind === 'body') links[index] = { ...link, body: { ...link.body, retention_days: 31 } };
      if (kind === 'hash') links[index] = { ...link, hash: sha256('forged') };
      const result = verifyChain(links);
      // Cutting the newest event off leaves a shorter sound chain: that is what receipts outside the database are for.
      expect(result.ok).toBe(kind === 'drop' && index === 4);
    }),
  );
});

test('a rewritten event with a fitting hash breaks the link after it', () => {
  const links = chain(3);
  const body = { ...event(1), retention_days: 31 };
  links[0] = { seq: 1, body, hash: hashEvent(body) };
  expect(verifyChain(links)).toEqual({ ok: false, seq: 2, problem: 'previous' });
});

/** One bit of one letter or digit; null where what remains is no JSON. */
function flip(text: string, where: number): string | null {
  const places = [...text.matchAll(/[a-z0-9]/gi)].map((match) => match.index);
  const at = places[where % places.length] ?? 0;
  const forged = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
  try {
    JSON.parse(forged);
    return forged;
  } catch {
    return null;
  }
}

test('a flipped bit anywhere in a ledger is found, at its event or at the link after it', () => {
  const some = anyLedger.filter((events) => events.length > 0);
  fc.assert(
    fc.property(some, fc.nat(), fc.nat(), fc.constantFrom('body', 'hash'), (events, which, where, part) => {
      const links = chainOf(events);
      const index = which % links.length;
      const link = links[index];
      const forged = flip(JSON.stringify(link?.[part]), where);
      fc.pre(link !== undefined && forged !== null);
      links[index] = { ...link, [part]: JSON.parse(forged) };
      const check = verifyChain(links);
      expect(check).toMatchObject({ ok: false });
      if (!check.ok) expect([index + 1, index + 2]).toContain(check.seq);
    }),
    { numRuns: 1000 },
  );
});
