import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/database';
import { makeCustomer, makePerson, makeSession, makeTools } from '@/e2e/factories';
import { NO_CODAT } from '@/e2e/no-codat';
import { endOtherSessions, endOwnSession } from '@/lib/auth/end-sessions';
import { listOwnSessions } from '@/lib/auth/list-own-sessions';
import { sha256 } from '@/lib/domain/crypto/sha256';
import { sessions } from '../schema/people';
import { READS_CHANNEL } from './read-progress';
import { deleteSession, findViewer, noteUse } from './sessions';

const database = useTestDatabase();
const tools = () => makeTools(database.db, NO_CODAT);
const see = (token: string) => findViewer(database.hot, sha256(token));

test('a session leads to person, business and role', async () => {
  const ctx = await makeCustomer(tools(), 'Kestrel Coffee');
  const token = await makeSession(database.db, ctx.actor.userId, ctx.companyId);
  expect(await see(token)).toMatchObject({
    userId: ctx.actor.userId,
    companyId: ctx.companyId,
    companyName: 'Kestrel Coffee',
    role: 'owner',
  });
});

test('somebody without a business is a person only', async () => {
  const person = await makePerson(tools());
  expect(await see(await makeSession(database.db, person.userId, null))).toMatchObject({
    userId: person.userId,
    companyId: null,
    role: null,
  });
});

test('a session for a business that is not one’s own shows nothing of it', async () => {
  const [mine, theirs] = [await makeCustomer(tools()), await makeCustomer(tools())];
  const token = await makeSession(database.db, mine.actor.userId, theirs.companyId);
  expect(await see(token)).toMatchObject({ companyId: null, companyName: null, role: null });
});

test('use is noted, never backwards, and what is deleted is nobody', async () => {
  const ctx = await makeCustomer(tools());
  const token = await makeSession(database.db, ctx.actor.userId, ctx.companyId);
  const later = new Date(Date.now() + 60_000);
  await noteUse(database.db, sha256(token), later);
  await noteUse(database.db, sha256(token), new Date());
  expect(await see(token)).toMatchObject({ usedAt: later });
  await deleteSession(database.db, sha256(token));
  expect(await see(token)).toBeNull();
});

test('an unknown token is nobody', async () => {
  expect(await see(randomUUID())).toBeNull();
});

const LIMITS = { idleMs: 3_600_000, longestMs: 12 * 3_600_000, memberDays: 365 };

async function signedInTwice() {
  const ctx = await makeCustomer(tools());
  const lines: object[] = [];
  const logger = { info: (line: object) => lines.push(line) };
  const asking = { db: database.db, userId: ctx.actor.userId, logger };
  const tokens = [
    await makeSession(database.db, ctx.actor.userId, ctx.companyId),
    await makeSession(database.db, ctx.actor.userId, ctx.companyId, { method: 'mail-link' }),
  ] as const;
  const [here, other] = await Promise.all(tokens.map(async (token) => (await see(token))?.sessionId ?? ''));
  return { ctx, asking, lines, tokens, here: here ?? '', other: other ?? '' };
}

test('people see their own sessions, this one first, and none that is over', async () => {
  const { ctx, asking, here, other } = await signedInTwice();
  const stranger = await signedInTwice();
  const over = await makeSession(database.db, ctx.actor.userId, ctx.companyId);
  const longAgo = new Date(Date.now() - LIMITS.idleMs);
  await database.db
    .update(sessions)
    .set({ usedAt: longAgo })
    .where(eq(sessions.tokenHash, sha256(over)));
  const seen = await listOwnSessions(asking, here, LIMITS);
  expect(seen).toMatchObject([
    { id: here, isThis: true, method: 'issuer' },
    { id: other, isThis: false, method: 'mail-link' },
  ]);
  expect(JSON.stringify(seen)).not.toContain(stranger.other);
  // A clock that is behind neither ends one nor shows a use that has not been yet.
  const behind = new Date(Date.now() - 7_200_000);
  const early = await listOwnSessions(asking, here, LIMITS, behind);
  expect(early.map(({ usedAt }) => usedAt <= behind)).toEqual([true, true, true]);
});

test('one is ended at once, however many ask; another person’s is not, and nothing tells that it is there', async () => {
  const mine = await signedInTwice();
  const theirs = await signedInTwice();
  expect(await endOwnSession(mine.asking, theirs.other)).toBe(0);
  expect(await endOwnSession(mine.asking, randomUUID())).toBe(0);
  expect(await see(theirs.tokens[1])).not.toBeNull();
  const ended = await Promise.all([1, 2, 3].map(() => endOwnSession(mine.asking, mine.other)));
  expect(ended.sort()).toEqual([0, 0, 1]);
  expect(await see(mine.tokens[1])).toBeNull();
  expect(mine.lines).toContainEqual({
    event: 'session.ended',
    by: 'person',
    user: mine.asking.userId,
    sessions: 1,
  });
  expect(await see(mine.tokens[0])).not.toBeNull();
});

test('ending all others leaves the one that asks; two that end each other leave one or none, and no error', async () => {
  const { asking, tokens, here, other } = await signedInTwice();
  const stranger = await signedInTwice();
  await Promise.all([endOtherSessions(asking, here), endOtherSessions(asking, other)]);
  const left = (await Promise.all(tokens.map(see))).filter((row) => row !== null);
  expect(left.length).toBeLessThan(2);
  expect(await see(stranger.tokens[1])).not.toBeNull();
});

test('an open stream of a business hears of it', async () => {
  const { ctx, asking, other } = await signedInTwice();
  const heard: string[] = [];
  const leave = await database.listen(READS_CHANNEL, (notice) => heard.push(notice));
  await endOwnSession(asking, other);
  await expect.poll(() => heard).toContain(ctx.companyId);
  await leave();
});
