import bidiFactory from 'bidi-js';
import { expect, test } from 'vitest';
import { isolated, isolatedAll } from './isolate';

const bidi = bidiFactory();
test.each(['مطعم النخيل', 'קפה תל אביב', 'Café مطعم'])('%s turns nothing around it', (name) => {
  // Without it the number goes to the other side of the name.
  expect(bidi.getEmbeddingLevels(`${name} 30`, 'ltr').levels.at(-1)).toBe(2);
  for (const rest of [' 30 days', ', 2 connections', ' – 12:30', ' (NatWest)', '.']) {
    const { levels } = bidi.getEmbeddingLevels(isolated(name) + rest, 'ltr');
    expect([...levels.slice(-rest.length)]).toEqual([...rest].map(() => 0));
  }
});

test('names of the same direction, numbers and functions stay as they are', () => {
  const rich = () => 'x';
  expect(isolatedAll({ name: 'Łódź 株式会社', count: 3, rich })).toEqual({
    name: 'Łódź 株式会社',
    count: 3,
    rich,
  });
  expect(isolatedAll({ name: 'مطعم' })).toEqual({ name: '\u2068مطعم\u2069' });
});
