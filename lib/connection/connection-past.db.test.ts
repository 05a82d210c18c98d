import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { connectionEvents, connections, organisationChecks, shareLinks } from '@/db/schema/connection';
import { jobs } from '@/db/schema/work';
import { useTestDatabase } from '@/e2e/database';
import { makeCustomer, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { listCompanyConnectionEvents } from '@/e2e/whole-lists';
import { loadConnectionPast } from '../consent/load-connection-past';
import { listOwnShares } from '../delegated-link/get-share';
import { connectionsAt } from '../domain/access/decide-past';
import type { ConnectionEventKind } from '../domain/connection/connection';
import { HISTORY_PAGE, LINKS_PAGE } from '../domain/text/paging';
import { getConnectionView } from './get-connection-view';
import { listOwnConnections } from './list-own-connections';

const database = useTestDatabase();

const START = Date.parse('2026-01-05T08:00:00Z');
const at = (minute: number) => new Date(START + minute * 60_000);

/** Park–Miller: the same lives in every run. */
function drawer(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const KINDS: readonly ConnectionEventKind[] = [
  ...(['linked', 'relinked', 'reconfirmed', 'lapsed', 'unlinked', 'deauthorized'] as const),
  ...(['unclear', 'clear', 'organisation-confirmed', 'organisation-refused'] as const),
];

async function connection(companyId: string, change: Partial<typeof connections.$inferInsert> = {}) {
  const id = randomUUID();
  await database.db.insert(connections).values({
    id,
    companyId,
    platformKey: 'gbol',
    platformName: 'Xero',
    sourceType: 'Accounting',
    codatConnectionId: randomUUID(),
    state: 'Linked',
    createdAt: at(0),
    firstLinkedAt: at(1),
    ...change,
  });
  return id;
}

const happening = (companyId: string, connectionId: string, minute: number, kind: ConnectionEventKind) => ({
  ...{ companyId, connectionId, kind },
  at: at(minute),
  by: null as string | null,
  organisation: null as string | null,
});

test('how connections stood is told from a few events each, for every moment as from all of them', async () => {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  const { db, companyId } = ctx;
  const draw = drawer(7);
  const MINUTES = 120;
  for (let n = 0; n < 4; n += 1) {
    const id = await connection(companyId, {
      createdAt: at(n * 10),
      firstLinkedAt: n === 3 ? null : at(n * 10 + 1),
    });
    await db.insert(connectionEvents).values(
      Array.from({ length: 60 }, (_, index) => ({
        ...happening(companyId, id, n * 10 + index, KINDS[draw(n === 3 ? 2 : KINDS.length)] ?? 'linked'),
        by: draw(3) === 0 ? 'Ada' : null,
        organisation: draw(4) === 0 ? `Kestrel ${draw(3)}` : null,
      })),
    );
    await db.insert(organisationChecks).values(
      Array.from({ length: 30 }, (_, index) => ({
        ...{ companyId, connectionId: id, connectedBy: 'own-trip' as const },
        askedAt: at(n * 10 + index * 2),
        ...(index === 29 && n === 1
          ? {}
          : {
              answer: draw(2) === 0 ? ('wrong' as const) : ('right' as const),
              answeredAt: at(n * 10 + index * 2 + 1),
            }),
      })),
    );
  }
  const whole = {
    happened: await listCompanyConnectionEvents(db, companyId),
    questions: await db.select().from(organisationChecks),
  };
  const rows = await listConnections(db, companyId);
  const moments = Array.from({ length: MINUTES }, (_, minute) => at(minute - 2));
  for (const moment of moments) {
    const past = await loadConnectionPast(db, companyId, [moment]);
    expect(connectionsAt(rows, past, moment)).toEqual(connectionsAt(rows, whole, moment));
    expect(past.happened.length).toBeLessThanOrEqual(4 * (KINDS.length + 3));
  }
  // Several moments at once answer each of them.
  const some = moments.filter((_, index) => index % 17 === 0);
  const together = await loadConnectionPast(db, companyId, some);
  for (const moment of some)
    expect(connectionsAt(rows, together, moment)).toEqual(connectionsAt(rows, whole, moment));
  expect(await loadConnectionPast(db, companyId, [])).toEqual({ happened: [], questions: [] });
});

test('where little happened all of it is told, in its order', async () => {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  const id = await connection(ctx.companyId);
  const lives = [5, 1, 3].map((minute) => happening(ctx.companyId, id, minute, 'relinked'));
  await ctx.db.insert(connectionEvents).values(lives);
  const { happened } = await loadConnectionPast(ctx.db, ctx.companyId, [at(2)]);
  expect(happened.map((one) => one.at)).toEqual([at(1), at(3), at(5)]);
});

test('the history of a connection, connections that are no more, and links come by the page', async () => {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  const { db, companyId } = ctx;
  const id = await connection(companyId, { state: 'Unlinked' });
  await db
    .insert(connectionEvents)
    .values([
      { ...happening(companyId, id, 1, 'linked'), organisation: 'Kestrel Coffee' },
      ...Array.from({ length: 500 }, (_, index) =>
        happening(companyId, id, 2 + index, index % 2 === 0 ? 'deauthorized' : 'relinked'),
      ),
      { ...happening(companyId, id, 600, 'unlinked'), by: 'Ada' },
    ]);
  await db.insert(jobs).values(
    Array.from({ length: 300 }, (_, index) => ({
      ...{ lane: companyId, requestId: `r${index}`, state: 'done' as const, endedAt: at(700 + index) },
      job: { kind: 'unlink-connection' as const, companyId, connectionId: index < 200 ? id : randomUUID() },
    })),
  );
  const view = await getConnectionView(ctx, id);
  expect(view.history.items).toHaveLength(HISTORY_PAGE);
  expect(view.history.items[0]?.kind).toBe('unlinked');
  expect(view.latest.map(({ kind }) => kind)).toEqual(['unlinked', 'relinked', 'deauthorized', 'linked']);
  expect(view.ending).toMatchObject({ by: 'Ada', codat: { state: 'confirmed', at: at(899) } });
  const kinds = new Set<number>();
  for (let cursor = view.history.older; cursor !== null; ) {
    const { history } = await getConnectionView(ctx, id, { history: cursor });
    for (const event of history.items) kinds.add(event.id);
    cursor = history.older;
  }
  expect(kinds.size).toBe(502 - HISTORY_PAGE);

  for (let n = 0; n < 45; n += 1) {
    const gone = await connection(companyId, { state: 'deleted', platformName: `Gone ${n}` });
    await db.insert(connectionEvents).values(happening(companyId, gone, n, 'deleted'));
  }
  const { past } = await listOwnConnections(ctx);
  expect(past.items.map(({ connection: { platformName } }) => platformName)).toEqual(
    Array.from({ length: HISTORY_PAGE }, (_, n) => `Gone ${44 - n}`),
  );
  const next = await listOwnConnections(ctx, past.older ?? '');
  expect(next.past.items[0]?.connection.platformName).toBe(`Gone ${44 - HISTORY_PAGE}`);
  expect((await listOwnConnections(ctx, next.past.older ?? '')).past).toMatchObject({ older: null });

  await db.insert(shareLinks).values(
    Array.from({ length: 25 }, (_, n) => ({
      ...{ companyId, productId: 'lending', platformKey: 'gbol', platformName: `Link ${n}` },
      ...{ sourceType: 'Accounting' as const, createdBy: ctx.actor.userId, needsApproval: false },
      ...{ tokenHash: randomUUID(), createdAt: at(n), expiresAt: at(n + 1) },
    })),
  );
  const links = await listOwnShares(ctx, 'lending');
  expect(links.items).toHaveLength(LINKS_PAGE);
  expect(links.items[0]?.share.platformName).toBe('Link 24');
  expect((await listOwnShares(ctx, 'lending', links.older ?? '')).items[0]?.share.platformName).toBe(
    'Link 14',
  );
});
