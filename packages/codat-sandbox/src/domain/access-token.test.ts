// Tests of access tokens: one opens one company for one day, and a changed one opens nothing.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY_MS, type SmallWorld, smallWorld } from '../../test/small-world';
import { mintAccessToken, readAccessToken } from './access-token';

let small: SmallWorld;

beforeEach(() => {
  small = smallWorld();
});
afterEach(() => small.world.scheduler.close());

it('opens its company until a day has passed', () => {
  const token = mintAccessToken(small.world, small.company.id);
  const good = { kind: 'good', companyId: small.company.id };
  expect(readAccessToken(small.world, token)).toEqual(good);
  small.advance(DAY_MS - 1000);
  expect(readAccessToken(small.world, token)).toEqual(good);
  small.advance(1000);
  expect(readAccessToken(small.world, token)).toEqual({ kind: 'expired' });
});

it('is worth nothing when a letter of it was changed, or when it is none', () => {
  const token = mintAccessToken(small.world, small.company.id);
  const [header = '', payload = '', signature = ''] = token.split('.');
  const other = Buffer.from(payload, 'base64url').toString().replace(small.company.id, crypto.randomUUID());
  const forged = `${header}.${Buffer.from(other).toString('base64url')}.${signature}`;
  for (const text of [forged, `${token}x`, `${header}.${payload}`, `${header}.${payload}.`, 'token', '']) {
    expect(readAccessToken(small.world, text)).toEqual({ kind: 'bad' });
  }
});
