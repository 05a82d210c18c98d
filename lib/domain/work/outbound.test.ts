import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLedger, chainOf, EVENT_TYPES, sampleEvent } from '@/e2e/sample-events';
import { rebuild } from '../consent/projection';
import { deliveryId, isOutboundType, outboundMessage, outboundTypes } from './outbound';

const ajv = addFormats.default(new Ajv2020({ allowUnionTypes: true }));
const schema: unknown = JSON.parse(readFileSync('docs/consent-event.schema.json', 'utf8'));
const isAsPromised = ajv.compile(schema as object);

const COMPANY = '11111111-1111-4111-8111-111111111111';

describe('a message', () => {
  it('is for every ledger as the published schema says', () => {
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        const links = chainOf(ledger.map((body) => ({ ...body, pii_principal_id: COMPANY })));
        for (const [index, { body, hash }] of links.entries()) {
          const own = links.slice(0, index + 1).map((link) => link.body);
          const after = rebuild(own).find(({ productId }) => productId === body.service.product_id);
          if (after === undefined) throw new Error('no standing');
          const message = outboundMessage(body, hash, after);
          expect(isAsPromised(message), JSON.stringify(isAsPromised.errors)).toBe(true);
          expect(message.data.event.seq).toBe(index + 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('names no person or business, and repeats no sentence', () => {
    const secret = 'Not for anybody else';
    const body = {
      ...sampleEvent({ companyId: COMPANY }),
      business_name: secret,
      entity: { kind: 'customer' as const, user_id: secret, name: secret, role: secret },
      service: { product_id: 'lending', version: 3, name: secret },
      purposes: [{ id: 'p', text: secret, lawful_basis: 'consent' }],
      sources: [{ connection_id: 'c', platform_key: 'gbol', platform_name: secret, organisation: secret }],
      collection: {
        method: 'button' as const,
        page: secret,
        locale: 'en' as const,
        ip_truncated: secret,
        user_agent: secret,
        request_id: secret,
      },
      change: { previous_record_id: null, reason: secret },
    };
    const [after] = rebuild([body]);
    if (after === undefined) throw new Error('no standing');
    const text = JSON.stringify(outboundMessage(body, 'h', after));
    expect(text).not.toContain(secret);
    expect(text).toContain('"purposes":[{"id":"p","lawful_basis":"consent"}]');
  });
});

it('knows every type of event, and no other', () => {
  expect([...outboundTypes].sort()).toEqual(EVENT_TYPES.map((type) => `consent.${type}`).sort());
  expect(isOutboundType('consent.given')).toBe(true);
  expect(isOutboundType('given')).toBe(false);
  const { properties } = schema as { properties: { type: { enum: string[] } } };
  expect([...properties.type.enum].sort()).toEqual([...outboundTypes].sort());
});

it('gives one event one id for each subscriber', () => {
  expect(deliveryId('a', 'e')).toMatch(/^evt_[0-9a-f]{40}$/);
  expect(deliveryId('a', 'e')).toBe(deliveryId('a', 'e'));
  expect(deliveryId('a', 'e')).not.toBe(deliveryId('b', 'e'));
  expect(deliveryId('a', 'e')).not.toBe(deliveryId('a', 'f'));
});
