import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareOrganisation, fullerName, isSameName } from './organisation';

const named = (name: string, id: string | null = null) => ({ name, id });

test.each([
  ['Kestrel Coffee Ltd', 'KESTREL COFFEE LIMITED'],
  ['Kestrel Coffee Ltd.', '  kestrel   coffee '],
  ['Café Müller SARL', 'CAFE MULLER'],
  ['S.A.R.L. Dupont', 'Dupont SARL'],
  ['Dupont, Société à responsabilité limitée', 'DUPONT SARL'],
  ['Brûlerie du Port ltée', 'Brulerie du Port Limitée'],
  ['L’Atelier', "L'ATELIER S.A.S."],
  ['Smith & Sons plc', 'Smith and Sons Public Limited Company'],
  ['Dupont & Fils', 'Dupont et Fils'],
  ['Müller & Söhne GmbH', 'Mueller und Soehne GmbH'],
  ['Harbour-Bikes LLP', 'Harbour Bikes'],
  ['Straße', 'Strasse'],
  ['Łódź', 'Lodz'],
  ['Ørsted', 'Orsted'],
  ['Ｋｅｓｔｒｅｌ　Ｃｏｆｆｅｅ', 'Kestrel Coffee'],
  ['Kestrel Pty Ltd', 'Kestrel Proprietary Limited'],
  ['㈱カフェ', '株式会社 カフェ'],
  ['ｶﾞｽ商会', 'ガス商会'],
  ['ООО «Ёлка»', 'Елка ООО'],
  ['Ζαχαροπλαστείο', 'ΖΑΧΑΡΟΠΛΑΣΤΕΙΟ'],
])('%j and %j are one name', (one, other) => {
  expect(isSameName(one, other)).toBe(true);
  expect(isSameName(other, one)).toBe(true);
});

test.each([
  ['Kestrel Coffee Ltd', 'Kestrel Coffee Roasters Ltd'],
  ['Harbour Bikes Ltd', 'Harbour Bikes LLP'],
  ['Harbour Bikes (UK) Ltd', 'Harbour Bikes UK Inc'],
  ['Kestrel Ltd', 'Kestrel Private Limited'],
  ['Dupont SARL', 'Dupont SAS'],
  ['Dupont SAS', 'Dupont SASU'],
  ['Müller GmbH', 'Müller AG'],
  ['Müller GmbH', 'Müller GmbH & Co. KG'],
  ['Leeds Spa', 'Leeds'],
  ['Ltd', 'Limited'],
  ['Dupont Père', 'Dupont Fils'],
  ['किरण स्टोर्स', 'करण स्टोर्स'],
  ['ガス商会', 'カス商会'],
  ['バラ商店', 'ハラ商店'],
  ['株式会社カフェ', '合同会社カフェ'],
  ['Край', 'Краи'],
  ['🥐', '🍞'],
])('%j and %j are two names', (one, other) => {
  expect(isSameName(one, other)).toBe(false);
  expect(isSameName(other, one)).toBe(false);
});

test('ids decide where both are known, names where they are not', () => {
  const before = named('Kestrel Coffee Ltd', 'a');
  expect(compareOrganisation(before, named('Renamed Ltd', 'a'), '')).toBe('same');
  expect(compareOrganisation(before, named('Kestrel Coffee Ltd', 'b'), '')).toBe('different');
  expect(compareOrganisation(before, named('Kestrel Coffee'), '')).toBe('same');
  expect(compareOrganisation(named('Kestrel Coffee'), named('Alder Mill', 'b'), '')).toBe('different');
});

test('a name without its legal form opens no way to another form', () => {
  expect(fullerName('Harbour Bikes Ltd', 'Harbour Bikes')).toBe('Harbour Bikes Ltd');
  expect(fullerName('Harbour Bikes', 'Harbour Bikes Ltd')).toBe('Harbour Bikes Ltd');
  expect(fullerName('Harbour Bikes Ltd', 'Renamed')).toBe('Renamed');
});

test('at the first time it is held against the name of the business', () => {
  expect(compareOrganisation(null, named('KESTREL COFFEE LTD', 'a'), 'Kestrel Coffee')).toBe('first-fits');
  expect(compareOrganisation(null, named('Alder Mill'), 'Kestrel Coffee')).toBe('first-differs');
});

const anyName = fc.string({ minLength: 1 });
const anyOrganisation = fc.record({ name: anyName, id: fc.option(fc.constantFrom('a', 'b', 'c')) });
const words = fc.array(
  fc.constantFrom('Café', 'du', 'Port', 'Łódź', 'Straße', '&', '42', '店', 'किरण', 'O’Neill'),
  {
    minLength: 1,
    maxLength: 4,
  },
);

test('an organisation is the same as itself, however it is written', () => {
  const writing = fc.constantFrom<(name: string) => string>(
    (name) => name.toLowerCase(),
    (name) => name.toUpperCase(),
    (name) => name.normalize('NFD'),
    (name) => `  ${name} `,
    (name) => name.replaceAll(' ', '   '),
    (name) => name.replaceAll(' ', '\u00A0'),
    (name) => name.replaceAll('&', 'et'),
    (name) => `${name} Ltd`,
    (name) => `SARL ${name}`,
  );
  fc.assert(
    fc.property(words, writing, (parts, write) => {
      const name = ['Kestrel', ...parts, 'x'].join(' ');
      expect(compareOrganisation(named(name), named(write(name)), '')).toBe('same');
    }),
  );
});

test('of two legal forms, and of two words, one is never taken for the other', () => {
  const forms = [
    'Ltd',
    'LLP',
    'Inc',
    'LLC',
    'PLC',
    'SARL',
    'SAS',
    'SASU',
    'GmbH',
    'AG',
    'BV',
    'Pty Ltd',
    'S.r.l.',
  ];
  const others = ['Alder', 'करण', 'カス', 'Краи', 'مطعم', '43'];
  fc.assert(
    fc.property(
      words,
      fc.constantFrom(...forms),
      fc.constantFrom(...forms),
      fc.constantFrom(...others),
      (parts, one, other, word) => {
        const name = ['Kestrel', ...parts, 'x'].join(' ');
        expect(isSameName(`${name} ${one}`, `${name} ${other}`)).toBe(one === other);
        expect(isSameName(`${name} ${one}`, `${name} ${word} ${one}`)).toBe(false);
      },
    ),
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
