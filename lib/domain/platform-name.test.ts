import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listedName, platformNameOf } from './platform-name';

const natwest = { key: 'natwest_uk', name: 'NatWest', sourceId: 's-1' };
const barclays = { key: 'barclays_uk', name: 'Barclays', sourceId: 's-2' };
const list = [
  natwest,
  barclays,
  { key: 'a', name: 'A', sourceId: 's-9' },
  { key: 'b', name: 'B', sourceId: 's-9' },
];
const told = (
  platformKey: string | null,
  sourceId: string | null,
  platformName: string | null = 'TrueLayer',
) => ({
  platformKey,
  platformName,
  sourceId,
});

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
  expect(listedName(told('truelayer', 's-2'), list)).toBe('Barclays');
  expect(listedName(told(null, 's-1'), list)).toBe('NatWest');
  expect(listedName(told('truelayer', 's-9'), list)).toBeNull();
  expect(listedName(told('truelayer', null), list)).toBeNull();
});

test('it is never nameless while anything is known, and once chosen the name stays', () => {
  const maybe = fc.option(fc.constantFrom('natwest_uk', 's-1', 'TrueLayer', 'Other'));
  fc.assert(
    fc.property(maybe, maybe, maybe, fc.constantFrom([], list), (key, source, name, listed) => {
      const said = { platformKey: key, sourceId: source, platformName: name };
      const first = platformNameOf(null, said, listed);
      if (key !== null || name !== null) expect(first).not.toBe('');
      if (first !== '' && first !== name && first !== key) {
        expect(platformNameOf(first, { ...said, platformName: 'TrueLayer Open Banking' }, [])).toBe(first);
      }
    }),
  );
});
