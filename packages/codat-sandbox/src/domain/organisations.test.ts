// Tests of organisations: the business first, then others that could be picked by mistake, always the same.
import { describe, expect, it } from 'vitest';
import type { Company } from '../state/entities';
import { organisationsOf } from './organisations';

const XERO = { key: 'gbol', sourceType: 'Accounting' } as const;

function company(name: string, description?: string): Company {
  return {
    id: '6f1a2a40-1111-4222-8333-444455556666',
    name,
    ...(description ? { description } : {}),
    products: [],
    createdAt: 0,
    otps: [],
    connections: [],
  };
}

const namesOf = (...words: [string, string?]) =>
  organisationsOf(company(...words), XERO).map(({ name }) => name);

describe('organisations of a login', () => {
  it('are the same every time', () => {
    expect(organisationsOf(company('Kestrel Coffee'), XERO)).toEqual(
      organisationsOf(company('Kestrel Coffee'), XERO),
    );
  });

  it('begin with the business, and go on with look-alikes', () => {
    const [own, next] = namesOf('Kestrel Coffee');
    expect([own, next]).toEqual(['Kestrel Coffee', 'Kestrel Coffee Roasters Ltd']);
    const [shop, second = ''] = namesOf('Harbour Bikes Ltd');
    expect(shop).toBe('Harbour Bikes Ltd');
    expect(second).toMatch(/^Harbour Bikes (Holdings|Trading|Wholesale|Property) Ltd$/);
    expect(namesOf('Boulangerie du Port SARL')[1]).toMatch(/^Boulangerie du Port \S+ SARL$/);
  });

  it('take the description when the name is a client’s own id', () => {
    const id = '0a1b2c3d-0000-4000-8000-000000000000';
    expect(namesOf(id, 'Kestrel Coffee')[0]).toBe('Kestrel Coffee');
    expect(namesOf(id, 'ref-42')).not.toContain('ref-42');
    expect(namesOf(id)).not.toContain(id);
    expect(namesOf('<b>bold</b> shop')[0]).not.toContain('<');
  });

  it('have ids of their own', () => {
    const ids = organisationsOf(company('Kestrel'), XERO).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
