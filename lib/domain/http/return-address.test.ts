import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readReturn, returnAddress } from './return-address';

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.constant(undefined),
);
const query = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'state',
      'statusCode',
      'statusText',
      'errorMessage',
      'organisation',
      '__proto__',
      'toString',
    ),
    fc.string(),
  ),
  value,
);

test('whatever stands in an address, each claim is one text or nothing, and survives being said again', () => {
  fc.assert(
    fc.property(query, (said) => {
      const params = readReturn(said);
      for (const claim of Object.values(params))
        expect(claim === null || typeof claim === 'string').toBe(true);
      const again = new URL(returnAddress('/share/return', params), 'https://a.example');
      expect(again.pathname).toBe('/share/return');
      expect(readReturn(Object.fromEntries(again.searchParams))).toEqual(params);
    }),
  );
});

test('the platform’s own words are heard before Codat’s sentence, and what is said twice is not heard', () => {
  const said = {
    state: 's',
    statusCode: '403',
    statusText: 'access_denied',
    errorMessage: 'User cancelled.',
  };
  expect(readReturn(said)).toEqual({
    state: 's',
    statusCode: '403',
    errorMessage: 'access_denied',
    organisation: null,
  });
  expect(readReturn({ ...said, statusText: '', organisation: ['A', 'B'] })).toMatchObject({
    errorMessage: 'User cancelled.',
    organisation: null,
  });
});
