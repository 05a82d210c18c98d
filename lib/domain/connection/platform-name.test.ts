import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Listed, listedAs, platformNameOf } from './platform-name';

const natwest = { key: 'natwest_uk', name: 'NatWest', sourceId: 's-1', integrationId: 'i-tl' };
const barclays = { key: 'barclays_uk', name: 'Barclays', sourceId: 's-2', integrationId: 'i-tl' };
const list = [
  natwest,
  barclays,
  { key: 'a', name: 'A', sourceId: 's-9', integrationId: null },
  { key: 'b', name: 'B', sourceId: 's-9', integrationId: null },
];
const told = (
  platformKey: string | null,
  sourceId: string | null,
  platformName: string | null = 'TrueLayer',
  integrationId: string | null = null,
) => ({ platformKey, platformName, sourceId, integrationId });

test('a bank keeps the name that was pressed, whatever the service between is called', () => {
  expect(platformNameOf('NatWest', told('natwest_uk', 's-1'), [])).toBe('NatWest');
  expect(platformNameOf('NatWest', told('natwest_uk', 's-1'), list)).toBe('NatWest');
});

test('one that was found by itself is called as the list calls it, at once or when the list is there', () => {
  expect(platformNameOf(null, told('barclays_uk', 's-2'), list)).toBe('Barclays');
  const first = platformNameOf(null, told('barclays_uk', 's-2'), []);
  expect(first).toBe('TrueLayer');
  expect(platformNameOf(first, told('barclays_uk', 's-2'), list)).toBe('Barclays');
});

test('where the key says nothing the source does, if it is of one platform only', () => {
  expect(listedAs(told('truelayer', 's-2'), list)?.name).toBe('Barclays');
  expect(listedAs(told(null, 's-1'), list)?.key).toBe('natwest_uk');
  expect(listedAs(told('truelayer', 's-9'), list)).toBeNull();
  expect(listedAs(told('truelayer', null), list)).toBeNull();
});

test('a list whose entries leave something out says which platform it is only where one can be meant', () => {
  const xero = { key: 'gbol', name: 'Xero', sourceId: null, integrationId: null };
  const bare = { ...barclays, sourceId: null };
  const of = (
    source: string | null,
    integration: string | null,
    listed: readonly Listed[],
    name = 'TrueLayer',
  ) => listedAs(told(null, source, name, integration), listed)?.key ?? null;
  expect(of('s-x', 'i-x', [natwest, xero], 'Xero')).toBe('gbol');
  expect(of('s-1', 'i-tl', [natwest, bare])).toBe('natwest_uk');
  // The other bank of this integration has a source of its own.
  expect(of('s-2', 'i-tl', [natwest, bare])).toBe('barclays_uk');
  // Two entries say nothing that speaks against them.
  expect(of('s-2', 'i-tl', [natwest, bare, xero])).toBeNull();
  expect(of('s-3', 'i-tl', [natwest, barclays])).toBeNull();
  // A name alone does not count against another source.
  expect(of('s-9', null, [{ ...natwest, name: 'Bank' }], 'Bank')).toBeNull();
  expect(of(null, null, list)).toBeNull();
});

test('it is never nameless while anything is known, and once chosen the name stays', () => {
  const maybe = fc.option(fc.constantFrom('natwest_uk', 's-1', 'TrueLayer', 'Other'));
  fc.assert(
    fc.property(maybe, maybe, maybe, fc.constantFrom([], list), (key, source, name, listed) => {
      const said = { platformKey: key, sourceId: source, platformName: name, integrationId: null };
      const first = platformNameOf(null, said, listed);
      if (key !== null || name !== null) expect(first).not.toBe('');
      if (first !== '' && first !== name && first !== key) {
        expect(platformNameOf(first, { ...said, platformName: 'TrueLayer Open Banking' }, [])).toBe(first);
      }
    }),
  );
});
