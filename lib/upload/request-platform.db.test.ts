import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import type { Ctx } from '../context';
import { NotFound } from '../errors';
import { listWantedPlatforms } from '../staff/list-wanted-platforms';
import { listOwnPlatformRequests, requestPlatform } from './request-platform';

const database = useTestDatabase();
const codat = makeCodat({ url: 'http://127.0.0.1:9', config: { apiKey: 'x' } });
const customer = (): Promise<Ctx> => makeCustomer(makeTools(database.db, codat));
const wish = (name: string) => ({
  productId: 'lending',
  sourceType: 'Accounting' as const,
  name,
  note: null,
});

test('a platform is noted once per business, however often and in whatever spelling it is sent', async () => {
  const [ctx, other] = [await customer(), await customer()];
  await Promise.all(
    ['Ciel Compta', 'ciel-compta', 'Ciel Compta'].map((name) => requestPlatform(ctx, wish(name))),
  );
  await requestPlatform(other, wish('CIEL COMPTA'));
  await requestPlatform(other, wish('EBP'));
  expect(await listOwnPlatformRequests(ctx, 'lending')).toHaveLength(1);
  expect(await listOwnPlatformRequests(other, 'lending')).toHaveLength(2);
  expect(await listOwnPlatformRequests(other, 'cash-flow')).toEqual([]);
  const [most, next] = await listWantedPlatforms(database);
  expect(most).toMatchObject({ businesses: 2, sourceType: 'Accounting', lastAt: other.now });
  expect(next).toMatchObject({ businesses: 1, name: 'EBP' });
});

test('a kind of platform that the product does not use, or no product at all, is not noted', async () => {
  const ctx = await customer();
  await expect(requestPlatform(ctx, { ...wish('Shop'), sourceType: 'Commerce' })).rejects.toMatchObject({
    code: 'platform-not-offered',
  });
  await expect(requestPlatform(ctx, { ...wish('X'), productId: 'nothing' })).rejects.toBeInstanceOf(NotFound);
  expect(await listOwnPlatformRequests(ctx, 'lending')).toEqual([]);
});
