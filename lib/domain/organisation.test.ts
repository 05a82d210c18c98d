import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareOrganisation, plainName } from './organisation';

const named = (name: string, id: string | null = null) => ({ name, id });

test.each([
  ['Kestrel Coffee Ltd', 'KESTREL COFFEE LIMITED'],
  ['Kestrel Coffee Ltd.', '  kestrel   coffee '],
  ['Café Müller SARL', 'CAFE MULLER'],
  ['S.A.R.L. Dupont', 'Dupont SARL'],
  ['Brûlerie du Port ltée', 'Brulerie du Port Limitée'],
  ['L’Atelier', "L'ATELIER S.A.S."],
  ['Smith & Sons plc', 'Smith and Sons'],
  ['Harbour-Bikes LLP', 'Harbour Bikes'],
])('%j and %j are one name', (one, other) => {
  expect(plainName(one)).toBe(plainName(other));
});

test.each([
  ['Kestrel Coffee Ltd', 'Kestrel Coffee Roasters Ltd'],
  ['Ltd', 'Limited'],
  ['Dupont Père', 'Dupont Fils'],
  ['🥐', '🍞'],
])('%j and %j are two names', (one, other) => {
  expect(plainName(one)).not.toBe(plainName(other));
});

test('ids decide where both are known, names where they are not', () => {
  const before = named('Kestrel Coffee Ltd', 'a');
  expect(compareOrganisation(before, named('Renamed Ltd', 'a'), '')).toBe('same');
  expect(compareOrganisation(before, named('Kestrel Coffee Ltd', 'b'), '')).toBe('different');
  expect(compareOrganisation(before, named('Kestrel Coffee'), '')).toBe('same');
  expect(compareOrganisation(named('Kestrel Coffee'), named('Alder Mill', 'b'), '')).toBe('different');
});

test('at the first time it is held against the name of the business', () => {
  expect(compareOrganisation(null, named('KESTREL COFFEE LTD', 'a'), 'Kestrel Coffee')).toBe('first-fits');
  expect(compareOrganisation(null, named('Alder Mill'), 'Kestrel Coffee')).toBe('first-differs');
});

const anyName = fc.string({ minLength: 1, unit: 'grapheme' });
const anyOrganisation = fc.record({ name: anyName, id: fc.option(fc.constantFrom('a', 'b', 'c')) });

test('an organisation is the same as itself, however it is written', () => {
  const writing = fc.constantFrom<(name: string) => string>(
    (name) => name.toLowerCase(),
    (name) => name.normalize('NFD'),
    (name) => `  ${name} `,
    (name) => name.replaceAll(' ', '   '),
    (name) => `${name} Ltd`,
    (name) => `SARL ${name}`,
  );
  const words = fc.array(fc.constantFrom('kestrel', 'Café', 'du', 'Port', 'Ltd', '42'), { minLength: 1 });
  fc.assert(
    fc.property(words, writing, (parts, write) => {
      const name = ['Kestrel', ...parts].join(' ');
      expect(compareOrganisation(named(name), named(write(name)), '')).toBe('same');
    }),
  );
});

test('comparing is the same in both directions, and different ids are never the same', () => {
  fc.assert(
    fc.property(anyOrganisation, anyOrganisation, (one, other) => {
      const verdict = compareOrganisation(one, other, 'x');
      expect(compareOrganisation(other, one, 'x')).toBe(verdict);
      if (one.id !== null && other.id !== null) expect(verdict === 'same').toBe(one.id === other.id);
    }),
  );
});

test('without anything before, it is never called the same or different', () => {
  fc.assert(
    fc.property(anyOrganisation, anyName, (after, business) => {
      expect(compareOrganisation(null, after, business)).toMatch(/^first-/);
    }),
  );
});
