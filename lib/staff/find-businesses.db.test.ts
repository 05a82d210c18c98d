import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { listBusinessesByName } from '@/db/queries/business-search';
import { companies } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { BUSINESSES_PER_PAGE, findBusinesses } from './find-businesses';

const database = useTestDatabase();
const ISSUER = 'https://issuer.test';
const CODAT_ID = '7d9c1f5a-1111-4222-8333-444455556666';
const NAMES = [
  'École du Pain',
  'ecole de danse',
  'Ecology Ltd',
  'Œuvre & Co',
  'Kestrel Coffee',
  '100% Cotton',
  'a_b Ltd',
];
const MANY = 20_000;

beforeAll(async () => {
  await database.db.insert(companies).values(NAMES.map((name) => ({ name })));
  await database.db
    .insert(companies)
    .values({ name: 'Harbour Bikes', issuer: ISSUER, externalId: 'crm-7', codatCompanyId: CODAT_ID });
  // Names repeat on purpose: pages must not lose or repeat businesses of one name.
  await database.db.execute(sql`
    insert into ${companies} (name) select 'Shop ' || (n % 500) from generate_series(1, ${MANY}) n`);
  await database.owner.execute(sql`analyze companies`);
});

const find = (text: string, after: string | null = null) =>
  findBusinesses(database, { text, after, issuer: ISSUER });
const names = async (text: string) => (await find(text)).businesses.map(({ name }) => name);

test.each([
  ['ecol', ['ecole de danse', 'École du Pain', 'Ecology Ltd']],
  ['ÉCOLE D', ['ecole de danse', 'École du Pain']],
  ['oeuvre', ['Œuvre & Co']],
  ['Œuvre', ['Œuvre & Co']],
  ['  kestrel ', ['Kestrel Coffee']],
  ['coffee', []],
  // Signs that mean something to a pattern mean only themselves.
  ['100%', ['100% Cotton']],
  ['%', []],
  ['a_', ['a_b Ltd']],
  ["x' or 1=1", []],
  ['crm-7', ['Harbour Bikes']],
  [CODAT_ID, ['Harbour Bikes']],
  [CODAT_ID.toUpperCase(), ['Harbour Bikes']],
  ['00000000-0000-4000-8000-000000000000', []],
])('%j finds %j', async (text, expected) => {
  expect(await names(text)).toEqual(expected);
});

test('the id of a business at another sign-in service is not its id here', async () => {
  const found = await findBusinesses(database, { text: 'crm-7', after: null, issuer: 'https://other.test' });
  expect(found.businesses).toEqual([]);
});

test('page after page tells every business once', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await find('shop 7', after);
    expect(page.businesses.length).toBeLessThanOrEqual(BUSINESSES_PER_PAGE);
    seen.push(...page.businesses.map(({ id }) => id));
    after = page.nextAfter;
  } while (after !== null);
  // 7 and 70 to 79, each 40 times.
  expect(seen).toHaveLength(11 * 40);
  expect(new Set(seen).size).toBe(seen.length);
});

test.each(['', 'x', 'not-an-id'])('a page that begins nowhere (%j) is the first one', async (after) => {
  expect((await find('ecol', after)).businesses).toHaveLength(3);
});

test.each([
  ['all', '', false],
  ['by name', 'shop 7', false],
  ['a later page', 'shop', true],
])('%s is read from the index, however many businesses there are', async (_what, prefix, isLater) => {
  const after = isLater ? ((await find('shop 250')).businesses[0]?.id ?? null) : null;
  const plan = await database.db.execute<{ 'QUERY PLAN': string }>(
    sql`explain verbose ${listBusinessesByName(database.db, prefix, after, 50)}`,
  );
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toMatch(/Index Scan using companies_by_name/);
  expect(text).not.toMatch(/Seq Scan|Sort/);
});
