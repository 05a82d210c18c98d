import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentEventBody } from './consent';
import { type ChainLink, hashEvent, sha256, verifyChain } from './ledger';

function event(seq: number, prev_hash: string | null): ConsentEventBody {
  return {
    schema_version: 1,
    record_id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
    seq,
    prev_hash,
    event_type: 'given',
    event_time: '2026-11-21T10:00:00.000Z',
    pii_principal_id: 'c',
    business_name: 'Boulangerie « Tremblay » 🥐',
    entity: { kind: 'customer', user_id: 'u', name: 'Luc', role: 'owner' },
    service: { product_id: 'business-insights', version: 1, name: 'Business insights' },
    purposes: [],
    pii: [],
    sources: [],
    history_months: 24,
    validity_duration: {
      type: 'until',
      valid_from: '2026-11-21T10:00:00.000Z',
      valid_until: '2027-11-21T10:00:00.000Z',
    },
    collection_frequency: 'daily',
    controller: 'Meridian Bank',
    processors: ['Codat'],
    recipient_third_parties: [],
    retention_days: 30,
    privacy_notice: { hash: 'n', language: 'fr', product_version: 1 },
    collection: {
      method: 'button',
      page: '/',
      locale: 'fr',
      ip_truncated: null,
      user_agent: null,
      request_id: 'r',
    },
    change: { previous_record_id: null, reason: null },
  };
}

function chain(length: number): ChainLink[] {
  const links: ChainLink[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const body = event(seq, links.at(-1)?.hash ?? null);
    links.push({ seq, body, hash: hashEvent(body) });
  }
  return links;
}

test('the hash does not depend on the order of keys', () => {
  const body = event(1, null);
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
  const body = { ...event(1, null), retention_days: 31 };
  links[0] = { seq: 1, body, hash: hashEvent(body) };
  expect(verifyChain(links)).toEqual({ ok: false, seq: 2, problem: 'previous' });
});
