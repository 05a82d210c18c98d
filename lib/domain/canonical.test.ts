import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStored } from './canonical';

const key = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('__proto__', 'constructor', '10', '9', '', 'é', 'z', '\ufb33', '😀', 'toString'),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('tree')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

/** As Postgres writes it: in some order of keys, with a space after each comma and colon. */
function stored(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stored).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).reverse();
  return `{${entries.map(([name, child]) => `${JSON.stringify(name)}: ${stored(child)}`).join(', ')}}`;
}

test('it is what the reference implementation gives, for any JSON object', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const text = stored({ b: value, a: value });
      const read = readStored(text);
      expect(read.canonical).toBe(canonicalize(JSON.parse(text)));
      expect(read.value).toEqual(JSON.parse(text));
      expect(read.isPlain).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a key that is no key for an object literal is kept', () => {
  const text = '{"b": 1, "__proto__": {"z": 1, "a": 2}}';
  expect(readStored(text).canonical).toBe('{"__proto__":{"a":2,"z":1},"b":1}');
});

test.each(['{"a": 30.0}', '{"a": [1, 2.00]}', '{"a": {"b": -0}}', '{"a": 30.000000000000000001}'])(
  'a number that is written in another way is seen: %s',
  (text) => expect(readStored(text).isPlain).toBe(false),
);
