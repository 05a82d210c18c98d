import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findConnection, listConnections } from '@/db/queries/connections';
import { listChecks } from '@/db/queries/organisation-checks';
import { connected, happenings, later, only, pull } from '@/e2e/connection-stage';
import { useTestDatabase } from '@/e2e/database';
import { listConnectionEvents } from '@/e2e/whole-lists';
import { listCodatConnections } from '../codat/connections';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { mayServe } from '../domain/access/access-now';
import { answerCheck } from './answer-check';
import { applyConnectionSnapshot } from './apply-connection-snapshot';
import { refreshConnections } from './refresh-connections';

const database = useTestDatabase();
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const xero = (organisation?: string) =>
  connected(
    database.db,
    sandbox,
    ['business-insights'],
    [{ platformKey: 'gbol', ...(organisation === undefined ? {} : { organisation }) }],
  );

test('each change is written once, with when it was authorised, however many pages ask at once', async () => {
  const ctx = await xero();
  expect(await only(ctx)).toMatchObject({ state: 'Linked', authorisedAt: ctx.now, firstLinkedAt: ctx.now });
  const row = await only(ctx);
  await pull(sandbox, ctx, row, 'deauthorize');
  await Promise.all(Array.from({ length: 12 }, () => refreshConnections(later(ctx))));
  await pull(sandbox, ctx, row, 'authorize', { organisation: 'Kestrel Coffee' });
  const again = later(ctx, 2000);
  await Promise.all(Array.from({ length: 12 }, () => refreshConnections(again)));
  expect(await happenings(ctx)).toEqual(['linked', 'deauthorized', 'relinked']);
  expect(await only(ctx)).toMatchObject({ authorisedAt: again.now, firstLinkedAt: ctx.now, doubt: null });
});

test('an answer that is older than what is known changes nothing and tells nothing', async () => {
  const ctx = await xero();
  const before = await listCodatConnections(ctx.codat, await ensureCodatCompany(ctx));
  await pull(sandbox, ctx, await only(ctx), 'deauthorize');
  await refreshConnections(later(ctx));
  await applyConnectionSnapshot(ctx.db, ctx.companyId, before, { seenAt: ctx.now });
  expect(await happenings(ctx)).toEqual(['linked', 'deauthorized']);
  expect(await only(ctx)).toMatchObject({ state: 'Deauthorized' });
});

test('what is called as the business is asked about by nobody, whatever its legal form', async () => {
  const ctx = await xero('KESTREL  COFFEE Limited');
  expect(await only(ctx)).toMatchObject({ organisation: 'KESTREL COFFEE Limited', doubt: null });
});

test('another name at the first time waits for the customer, and counts from their yes on', async () => {
  const ctx = await xero('Alder Mill Ltd');
  const row = await only(ctx);
  expect(row).toMatchObject({ organisation: null, doubt: 'unanswered' });
  expect(mayServe(row, ctx.now)).toBe(false);
  await Promise.all(Array.from({ length: 6 }, () => refreshConnections(later(ctx))));
  const [check, ...others] = await listChecks(ctx.db, ctx.companyId, row.id);
  expect(others).toEqual([]);
  expect(check).toMatchObject({ nameBefore: null, nameAfter: 'Alder Mill Ltd', answer: null });

  const answer = { connectionId: row.id, checkId: check?.id ?? '', answer: 'right' as const };
  expect(await answerCheck(ctx, { ...answer, checkId: randomUUID() })).toBe('changed');
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => answerCheck(later(ctx), answer)));
  expect(outcomes.sort()).toEqual(['answered', ...Array(4).fill('not-asked')]);
  expect(await only(ctx)).toMatchObject({ organisation: 'Alder Mill Ltd', doubt: null });
  expect(await happenings(ctx)).toEqual(['linked', 'organisation-confirmed']);
  await refreshConnections(later(ctx, 2000));
  expect(await only(ctx)).toMatchObject({ doubt: null });
});

test('another organisation on reconnecting is asked about, by id also where the name is the same', async () => {
  const ctx = await xero();
  const row = await only(ctx);
  await pull(sandbox, ctx, row, 'deauthorize');
  await refreshConnections(later(ctx));
  await pull(sandbox, ctx, row, 'authorize', { organisation: 'Kestrel Coffee Roasters Ltd' });
  await refreshConnections(later(ctx, 2000));
  expect(await only(ctx)).toMatchObject({
    state: 'Linked',
    organisation: 'Kestrel Coffee',
    doubt: 'unanswered',
  });
  expect(await listChecks(ctx.db, ctx.companyId, row.id)).toMatchObject([
    {
      nameBefore: 'Kestrel Coffee',
      idBefore: row.organisationId,
      nameAfter: 'Kestrel Coffee Roasters Ltd',
    },
  ]);
  // The right one again, without an answer: the question has become pointless.
  await pull(sandbox, ctx, row, 'authorize', { organisation: 'Kestrel Coffee' });
  await refreshConnections(later(ctx, 3000));
  expect(await only(ctx)).toMatchObject({ doubt: null, organisation: 'Kestrel Coffee' });
  expect(await listChecks(ctx.db, ctx.companyId, row.id)).toEqual([]);

  const seen = await listCodatConnections(ctx.codat, await ensureCodatCompany(ctx));
  const namesake = seen.map((one) => ({ ...one, organisationId: 'another-id' }));
  await applyConnectionSnapshot(ctx.db, ctx.companyId, namesake, { seenAt: later(ctx, 4000).now });
  expect(await only(ctx)).toMatchObject({ doubt: 'unanswered' });
});

test('a name with line breaks and hidden marks is cleaned at the door, and its question can be answered', async () => {
  const ctx = await xero('Alder\nMill \u202ELtd');
  const row = await only(ctx);
  const [check] = await listChecks(ctx.db, ctx.companyId, row.id);
  expect(check?.nameAfter).toBe('Alder Mill Ltd');
  const answer = { connectionId: row.id, checkId: check?.id ?? '', answer: 'right' as const };
  expect(await answerCheck(ctx, answer)).toBe('answered');
});

test('a question that asks anything else by now is another one', async () => {
  const ctx = await xero('Alder Mill Ltd');
  const row = await only(ctx);
  const [shown] = await listChecks(ctx.db, ctx.companyId, row.id);
  const seen = await listCodatConnections(ctx.codat, await ensureCodatCompany(ctx));
  const other = seen.map((one) => ({ ...one, organisation: 'Fern Foods', organisationId: null }));
  await applyConnectionSnapshot(ctx.db, ctx.companyId, other, { seenAt: later(ctx, 4000).now });
  const answer = { connectionId: row.id, checkId: shown?.id ?? '', answer: 'right' as const };
  expect(await answerCheck(later(ctx, 5000), answer)).toBe('changed');
  expect(await only(ctx)).toMatchObject({ doubt: 'unanswered' });
});

test('somebody else’s connection cannot be answered for, and what happened to it is not theirs to read', async () => {
  const [mine, theirs] = [await xero('Alder Mill Ltd'), await xero()];
  const row = await only(mine);
  const [check] = await listChecks(mine.db, mine.companyId, row.id);
  await expect(
    answerCheck(theirs, { connectionId: row.id, checkId: check?.id ?? '', answer: 'right' }),
  ).rejects.toMatchObject({ name: 'NotFound' });
  expect(await listConnectionEvents(mine.db, theirs.companyId, row.id)).toEqual([]);
  expect((await listConnections(mine.db, mine.companyId))[0]?.doubt).toBe('unanswered');
});

test('two logins at one bank bear names of their own wherever they are read, and Codat’s answers leave them so', async () => {
  const ctx = await connected(
    database.db,
    sandbox,
    ['business-insights'],
    [{ platformKey: 'gbol' }, { platformKey: 'natwest_uk' }, { platformKey: 'natwest_uk' }],
  );
  const named = async () =>
    (await listConnections(ctx.db, ctx.companyId)).map(({ platformName, ownName }) => [
      platformName,
      ownName,
    ]);
  const before = await named();
  expect(before.map(([name]) => name?.replace(/\(.*\)/, '(…)')).sort()).toEqual([
    'NatWest (…)',
    'NatWest (…)',
    'Xero',
  ]);
  expect(new Set(before.map(([name]) => name)).size).toBe(3);
  await refreshConnections(later(ctx));
  expect(await named()).toEqual(before);
  const [row] = (await listConnections(ctx.db, ctx.companyId)).filter(({ ownName }) => ownName === 'NatWest');
  expect(await findConnection(ctx.db, ctx.companyId, row?.id ?? '')).toEqual(row);
});
