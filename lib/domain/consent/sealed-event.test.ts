import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sampleEvent } from '../../../e2e/sample-events';
import { CannotOpen } from '../crypto/seal';
import { hashEvent } from '../ledger/ledger';
import type { Actor, ConsentEventBody } from './consent';
import { openEvent, openFor, personsOf, sealEvent, sealFor } from './sealed-event';

const [maya, ines, company] = [randomUUID(), randomUUID(), randomUUID()];
const keys = new Map<string, Buffer>([maya, ines, company].map((person) => [person, randomBytes(32)]));
const all = (person: string) => keys.get(person) ?? null;
const without = (gone: string) => (person: string) => (person === gone ? null : all(person));

function event(entity: Actor, asked?: { name: string; user_id: string | null }): ConsentEventBody {
  const sample = sampleEvent({ companyId: company });
  return {
    ...sample,
    entity,
    collection: {
      ...sample.collection,
      ip_truncated: '203.0.113.0',
      user_agent: 'Browser of Maya',
      ...(asked === undefined
        ? {}
        : { on_request: { channel: 'phone' as const, asked_by: asked, note: 'note of Maya' } }),
    },
    change: { previous_record_id: null, reason: 'reason of Maya' },
  };
}

const customer: Actor = { kind: 'customer', user_id: maya, name: 'Maya Okafor', role: 'owner' };
const colleague: Actor = {
  kind: 'colleague',
  share_id: randomUUID(),
  on_behalf_of: { user_id: maya, name: 'Maya Okafor', role: 'owner' },
};
const staff: Actor = { kind: 'staff', user_id: ines, name: 'Ines Moreau' };

test.each([
  ['a customer', event(customer), [maya]],
  ['a colleague', event(colleague), [maya]],
  ['staff for a customer', event(staff, { name: 'Maya Okafor', user_id: maya }), [ines, maya]],
  ['staff for somebody known by name', event(staff, { name: 'Maya Okafor', user_id: null }), [ines, company]],
  ['nobody known', event({ ...staff, user_id: null }, { name: 'Maya', user_id: null }), [company]],
])('what %s is named by is sealed, and opens as it was', (_what, body, persons) => {
  expect(personsOf(body)).toEqual(persons);
  const kept = sealEvent(body, all);
  expect(JSON.stringify(kept)).not.toMatch(/Maya|Ines|203\.0/);
  const { sealed: _, ...opened } = openEvent(kept, all);
  const { sealed: __, ...written } = body;
  expect(opened).toEqual(written);
});

test('what a system did names nobody, and stays as it is', () => {
  const body = event({ kind: 'system', name: 'expiry' });
  expect(sealEvent(body, all)).toEqual(body);
});

test('without a key nothing of that person is left, everything of others is, and the hash is the same', () => {
  const kept = sealEvent(event(staff, { name: 'Maya Okafor', user_id: maya }), all);
  const opened = openEvent(kept, without(maya));
  expect(opened.entity).toEqual(staff);
  expect(opened.collection.on_request).toMatchObject({ asked_by: { name: '', user_id: maya }, note: null });
  expect(opened.change.reason).toBeNull();
  expect(hashEvent(kept)).toBe(hashEvent(JSON.parse(JSON.stringify(kept))));
  expect(() => sealEvent(event(customer), without(maya))).toThrow(CannotOpen);
});

test('a new key opens nothing that was sealed with the one before', () => {
  const kept = sealEvent(event(customer), all);
  expect(openEvent(kept, () => randomBytes(32)).entity).toEqual({ ...customer, name: '' });
});

test('a box opens in its own event only', () => {
  const [one, other] = [event(customer), { ...event(customer), record_id: randomUUID() }];
  const moved = { ...sealEvent(other, all), sealed: sealEvent(one, all).sealed };
  expect(openEvent(moved, all).entity).toEqual({ ...customer, name: '' });
});

test('a text for several people opens while each of them is there', () => {
  const text = sealFor('signed line', [maya, ines], 'receipt', all);
  expect(openFor(text, [maya, ines], 'receipt', all)).toBe('signed line');
  for (const gone of [maya, ines]) expect(openFor(text, [maya, ines], 'receipt', without(gone))).toBeNull();
  expect(() => openFor(text, [maya, ines], 'another', all)).toThrow(CannotOpen);
  expect(openFor(sealFor('line', [], 'receipt', all), [], 'receipt', all)).toBe('line');
});
