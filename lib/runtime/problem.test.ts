import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { Upstream } from '../errors';
import { problemOf } from './problem';

test.each([
  ['an error', new RangeError('too far'), 'RangeError: too far'],
  ['a long one', new Error('x'.repeat(400)), `Error: ${'x'.repeat(293)}`],
  ['no error', 'text', 'unknown'],
  ['no answer', new Upstream('timeout', { answered: false }), 'Codat: timeout no answer'],
  [
    'an answer',
    new Upstream('busy', { answered: true, status: 429, correlationId: 'abc' }),
    'Codat: busy 429 abc',
  ],
])('%s', (_, error, text) => {
  expect(problemOf(error)).toBe(text);
});

test('of a failed statement only what the database says of it', () => {
  const failed = (cause?: Error) => new DrizzleQueryError('insert $1', ['maya@example.com'], cause);
  expect(problemOf(failed(new Error('connection lost')))).toBe('Error: connection lost');
  expect(problemOf(failed())).not.toContain('maya');
});
