// Tests of the query language, by example and by comparison with plain JavaScript.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileOrder, compileQuery, type Properties, UnresolvedProperty } from './filter';
import { MalformedQuery, parseQuery } from './parse';

const properties: Properties = {
  name: 'string',
  count: 'number',
  enabled: 'boolean',
  created: 'date',
  'connections.status': 'string',
};

function passes(query: string, item: unknown): boolean {
  return compileQuery(parseQuery(query), properties)(item);
}

const item = {
  name: 'Kestrel & Sons Coffee',
  count: 7,
  enabled: true,
  created: '2026-03-01T10:00:00.0000000Z',
  connections: [{ status: 'Linked' }, { status: 'PendingAuth' }],
};

describe('a query', () => {
  it.each([
    ['name=kestrel & sons coffee', true],
    ['NAME = Kestrel & Sons Coffee ', true],
    ['name!=Kestrel', true],
    ['name~SONS', true],
    ['count>6&&count<=7', true],
    ['count>7||enabled=TRUE', true],
    ['count=7 && {name=x || enabled=true}', true],
    ['{count=7 && name=x} || enabled=false', false],
    ['count=1 && name=x || enabled=true', true],
    ['enabled=true || count=1 && name=x', true],
    ['created>2026-02-28', true],
    ['created>=2026-03-01T10:00:00Z&&created<2026-03-02', true],
    ['connections.status=pendingauth', true],
    ['connections.status=Unlinked', false],
    ['connections.status!=Linked', false],
    ['connections.status!=Unlinked', true],
  ])('%s is %s', (query, expected) => expect(passes(query, item)).toBe(expected));

  it('never matches what is absent, except by not being equal', () => {
    expect(['name=x', 'name~x', 'count<9', 'created>2020-01-01'].some((query) => passes(query, {}))).toBe(
      false,
    );
    expect(passes('name!=x', {})).toBe(true);
  });

  it.each([
    '',
    'name',
    'name=',
    'name==x',
    'name=x&&',
    '&&name=x',
    '{name=x',
    'name=x}',
    '{}',
    'enabled~t',
    'count~1',
    'count=many',
    'name>a',
    'enabled>false',
    'created=someday',
    '=x',
    'name=x||',
    `name=${'a'.repeat(2043)}`,
  ])('refuses %s', (query) => {
    expect(() => passes(query, item)).toThrow(MalformedQuery);
  });

  it('takes 2047 characters', () => expect(passes(`name=${'a'.repeat(2042)}`, item)).toBe(false));

  it('names a property it does not know, wherever it stands', () => {
    expect(() => passes('name=x || colour=red', item)).toThrow(UnresolvedProperty);
    expect(() => compileOrder('-colour', properties)).toThrow(UnresolvedProperty);
  });

  it('agrees with JavaScript on numbers and grouping', () => {
    const operators = {
      '=': Object.is,
      '!=': (a: number, b: number) => a !== b,
      '>': (a: number, b: number) => a > b,
      '<=': (a: number, b: number) => a <= b,
    };
    const test = fc.record({
      op: fc.constantFrom('=', '!=', '>', '<='),
      value: fc.integer({ min: -3, max: 3 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 3 }), test, test, test, (count, a, b, c) => {
        const [x, y, z] = [a, b, c].map(({ op, value }) =>
          operators[op as keyof typeof operators](count, value),
        );
        const text = (t: typeof a) => `count${t.op}${t.value}`;
        expect(passes(`${text(a)} && ${text(b)} || ${text(c)}`, { count })).toBe((x && y) || z);
        expect(passes(`${text(a)}&&{${text(b)}||${text(c)}}`, { count })).toBe(x && (y || z));
      }),
      { numRuns: 200 },
    );
  });

  it('never fails in another way, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'name=!~<>&|{}. count1') }), (query) => {
        try {
          passes(query, item);
        } catch (error) {
          expect(error instanceof MalformedQuery || error instanceof UnresolvedProperty).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('orders both ways, absent last', () => {
  const items = [{ count: 2 }, {}, { count: 10 }, { count: 1 }];
  expect([...items].sort(compileOrder('count', properties))).toEqual([
    { count: 1 },
    { count: 2 },
    { count: 10 },
    {},
  ]);
  expect([...items].sort(compileOrder('-count', properties))).toEqual([
    { count: 10 },
    { count: 2 },
    { count: 1 },
    {},
  ]);
});
