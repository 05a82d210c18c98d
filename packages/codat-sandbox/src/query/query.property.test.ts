// Property test of the query language: printing and parsing are inverse, and a parsed query means what it says.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileOrder, compileQuery, compileTags, type Properties } from './filter';
import { MalformedQuery, OPERATORS, parseQuery, type Query } from './parse';

const property = fc
  .array(fc.stringMatching(/^[A-Za-z0-9_-]{1,6}$/), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('.'));

/** Anything a value can be: not a sign of the grammar, not ending in half of one. */
const value = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && !/^[=<>~]|[{}]|&&|\|\||[&|]$/u.test(text));

const { tree } = fc.letrec<{ tree: Query; leaf: Query; node: Query }>((tie) => ({
  tree: fc.oneof({ maxDepth: 5, depthSize: 'small' }, tie('leaf'), tie('node')),
  leaf: fc.record({
    kind: fc.constant('test' as const),
    property,
    operator: fc.constantFrom(...OPERATORS),
    value,
  }),
  node: fc.record({
    kind: fc.constantFrom('and' as const, 'or' as const),
    left: tie('tree'),
    right: tie('tree'),
  }),
}));

/** Braces only where the tree needs them, or everywhere. */
function print(query: Query, blank: string, always: boolean): string {
  if (query.kind === 'test') return `${query.property}${blank}${query.operator}${blank}${query.value}`;
  const { kind } = query;
  const side = (child: Query, isRight: boolean) => {
    const text = print(child, blank, always);
    const needed =
      (kind === 'and' && child.kind === 'or') ||
      (isRight && (child.kind === kind || (kind === 'or' && child.kind === 'or')));
    return needed || (always && child.kind !== 'test') ? `{${blank}${text}${blank}}` : text;
  };
  const sign = kind === 'and' ? '&&' : '||';
  return `${side(query.left, false)}${blank}${sign}${blank}${side(query.right, true)}`;
}

describe('a query at large', () => {
  it('is read back as it was printed, with blanks and braces or without', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('', ' ', ' \t '), fc.boolean(), (query, blank, always) => {
        const text = print(query, blank, always);
        fc.pre(text.length < 2048);
        expect(parseQuery(text)).toEqual(query);
      }),
      { numRuns: 400 },
    );
  });

  it('is malformed when one brace too many or too few stands in it', () => {
    fc.assert(
      fc.property(tree, (query) => {
        const text = print(query, ' ', false);
        fc.pre(text.length < 2000);
        expect(() => parseQuery(`{${text}`)).toThrow(MalformedQuery);
        expect(() => parseQuery(`${text}}`)).toThrow(MalformedQuery);
        expect(() => parseQuery(`${text} && `)).toThrow(MalformedQuery);
      }),
    );
  });

  it('is refused from 2048 characters on, and not before', () => {
    const long = (length: number) => `name=${'x'.repeat(length - 5)}`;
    expect(parseQuery(long(2047)).kind).toBe('test');
    expect(() => parseQuery(long(2048))).toThrow(MalformedQuery);
    expect(() => parseQuery('{'.repeat(2047))).toThrow(MalformedQuery);
  });
});

interface Row {
  name?: string;
  size: number;
  isOn: boolean;
  at: string;
  parts: { state: string }[];
}

const properties: Properties = {
  name: 'string',
  size: 'number',
  isOn: 'boolean',
  at: 'date',
  'parts.state': 'string',
};

const word = fc.constantFrom('a', 'B', 'ab', 'AB c', 'é');
const day = fc.constantFrom('2026-01-01', '2026-01-01T00:00:00Z', '2026-06-30T12:00:00.5Z', '2026-12-31');
const row: fc.Arbitrary<Row> = fc.record(
  {
    name: word,
    size: fc.integer({ min: -2, max: 2 }),
    isOn: fc.boolean(),
    at: day,
    parts: fc.array(fc.record({ state: word }), { maxLength: 3 }),
  },
  { requiredKeys: ['size', 'isOn', 'at', 'parts'] },
);

type Test = { text: string; holds: (row: Row) => boolean };

const order: Record<string, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const isOrdered = (sign: string, a: number, b: number) => order[sign]?.(a, b) ?? false;
const anySign = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function words(name: string, of: (row: Row) => string[]): fc.Arbitrary<Test> {
  return fc.tuple(fc.constantFrom('=', '!=', '~'), word).map(([sign, wanted]) => ({
    text: `${name}${sign}${wanted}`,
    holds: (each) => {
      if (sign === '=') return of(each).some((text) => same(text, wanted));
      if (sign === '!=') return !of(each).some((text) => same(text, wanted));
      return of(each).some((text) => text.toLowerCase().includes(wanted.toLowerCase()));
    },
  }));
}

const test: fc.Arbitrary<Test> = fc.oneof(
  words('name', ({ name }) => (name === undefined ? [] : [name])),
  words('Parts.State', ({ parts }) => parts.map(({ state }) => state)),
  fc.tuple(anySign, fc.integer({ min: -2, max: 2 })).map(([sign, wanted]) => ({
    text: `size ${sign} ${wanted}`,
    holds: ({ size }: Row) => isOrdered(sign, size, wanted),
  })),
  fc.tuple(anySign, day).map(([sign, wanted]) => ({
    text: `at${sign}${wanted}`,
    holds: ({ at }: Row) => isOrdered(sign, Date.parse(at), Date.parse(wanted)),
  })),
  fc.boolean().map((wanted) => ({
    text: `isOn=${String(wanted).toUpperCase()}`,
    holds: ({ isOn }: Row) => isOn === wanted,
  })),
);

describe('what a query means', () => {
  it('agrees with a plain model, `&&` before `||`', () => {
    const alternatives = fc.array(fc.array(test, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(alternatives, fc.array(row, { maxLength: 6 }), (groups, rows) => {
        const text = groups.map((group) => group.map((each) => each.text).join('&&')).join(' || ');
        const keep = compileQuery(parseQuery(text), properties);
        const wanted = rows.filter((each) => groups.some((group) => group.every(({ holds }) => holds(each))));
        expect(rows.filter(keep)).toEqual(wanted);
      }),
      { numRuns: 400 },
    );
  });

  it.each(['size=0x1', 'size=1e3', 'size=Infinity', 'at=1', 'at>May 2026', 'at=2026-13-41'])(
    'has no place for %s',
    (text) => expect(() => compileQuery(parseQuery(text), properties)).toThrow(MalformedQuery),
  );

  it('takes a moment without a zone for one in UTC', () => {
    const keep = compileQuery(parseQuery('at=2026-06-30T12:00:00'), properties);
    expect(keep({ at: '2026-06-30T12:00:00.0000000Z' })).toBe(true);
  });

  it('orders as a plain sort does', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.boolean(), (rows, down) => {
        const sizes = [...rows]
          .sort(compileOrder(down ? '-size' : 'size', properties))
          .map(({ size }) => size);
        expect(sizes).toEqual(rows.map(({ size }) => size).sort((a, b) => (down ? b - a : a - b)));
      }),
    );
  });
});

describe('a tag filter', () => {
  const passes = (text: string, tags: Record<string, string>) => compileTags(parseQuery(text))(tags);

  it('knows no names in advance', () => {
    expect(passes('region=UK && team!=x', { region: 'uk' })).toBe(true);
    expect(passes('nobody=1', {})).toBe(false);
    expect(passes('nobody!=1', {})).toBe(true);
  });

  it('reads a dot in a name as a dot, and names without case', () => {
    expect(passes('Team.Lead~an', { 'team.lead': 'Anna' })).toBe(true);
    expect(passes('region=b', { region: 'a', Region: 'b' })).toBe(true);
  });

  it('does not compare sizes', () => expect(() => passes('region>a', {})).toThrow(MalformedQuery));
});
