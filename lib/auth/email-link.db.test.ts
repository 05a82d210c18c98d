import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listJobsByState } from '@/db/queries/jobs';
import { users } from '@/db/schema/people';
import { useTestDatabase } from '@/e2e/database';
import { ISSUER, makeCodat } from '@/e2e/factories';
import { makeMailer } from '@/e2e/mailer';
import { SandboxControl } from '@/e2e/sandbox-control';
import { recordSignIn, type SignInClaims } from '../company/record-sign-in';
import { MINUTE_MS } from '../domain/text/duration';
import { createJobRunner } from '../jobs/definitions';
import { startWorker, type Worker } from '../jobs/worker';
import type { Mailer } from '../mail/mailer';
import { createLimiter } from '../security/rate-limiter';
import { askForLink, findLinkOwner, type LinkRequest, spendLink } from './email-link';

const database = useTestDatabase();
const SECRET = 's'.repeat(32);
let sandbox: TestSandbox;
let control: SandboxControl;
let worker: Worker;
let mailer: Mailer;

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0, mail: true });
  control = new SandboxControl(sandbox.url);
  const now = () => new Date();
  mailer = makeMailer(sandbox.config.smtpUrl ?? null, SECRET);
  const runJob = createJobRunner({ db: database.db, codat: makeCodat(sandbox), now, mail: () => mailer });
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  worker = await startWorker({ database, runJob, now, logger });
});
afterAll(async () => {
  await worker.stop();
  await sandbox.close();
});

const newAddress = () => `${randomUUID()}@kestrel.example`;

async function person(email: string, change: Partial<SignInClaims> = {}) {
  return recordSignIn(database.db, {
    issuer: ISSUER,
    subject: randomUUID(),
    name: 'Maya Okafor',
    email,
    isEmailVerified: true,
    role: 'owner',
    businessId: randomUUID(),
    businessName: 'Kestrel Coffee',
    ...change,
  });
}

const limiterOf = (points: number) =>
  createLimiter(
    { db: database.db, logger: { warn: () => {} } },
    {
      'sign-in-link': {
        limits: [{ by: 'network', points, seconds: 900 }],
        withoutStore: 'refuse',
        why: 'a test',
      },
    },
  );

const ask = (email: string, change: Partial<LinkRequest> = {}, limiter = limiterOf(1000)) =>
  askForLink(
    database.db,
    {
      email,
      networks: ['10.0.0.0/24'],
      next: '/consents',
      language: 'fr',
      secret: SECRET,
      requestId: 'r',
      now: new Date(),
      ...change,
    },
    limiter,
  );

/** Everything that was asked has been answered, with a letter or without. */
const isAnswered = () =>
  expect.poll(async () => (await listJobsByState(database.db, 'waiting', 100)).length).toBe(0);

async function tokenFor(email: string): Promise<string> {
  await isAnswered();
  const [mail] = await control.mails(email);
  const { text } = await control.mail(mail?.id ?? '');
  const url = new URL(/https:\S+\/sign-in\/link\S+/.exec(text)?.[0] ?? '');
  expect(url.searchParams.get('next')).toBe('/consents');
  return url.searchParams.get('token') ?? '';
}

test('the one who has the address is signed in with the link, for their business, once', async () => {
  const email = newAddress();
  const { userId, companyId } = await person(email.toUpperCase());
  expect(await ask(` ${email} `)).toBe('sent');
  const token = await tokenFor(email);
  const [mail] = await control.mails(email);
  expect(mail?.subject).toContain('Meridian Bank');
  // Mail scanners that open links before people do must not use them up.
  for (let n = 0; n < 3; n += 1) {
    expect(await findLinkOwner(database.db, token, new Date(), 30)).toMatchObject({ name: 'Maya Okafor' });
  }
  const spent = await Promise.all(
    Array.from({ length: 20 }, () => spendLink(database.db, token, new Date(), 30)),
  );
  expect(spent.filter((who) => who !== null)).toEqual([{ userId, companyId }]);
  expect(await findLinkOwner(database.db, token, new Date(), 30)).toBeNull();
  expect(await spendLink(database.db, token, new Date(), 30)).toBeNull();
});

test('after a quarter of an hour it is worth nothing', async () => {
  const email = newAddress();
  await person(email);
  const asked = new Date();
  await ask(email, { now: asked });
  const token = await tokenFor(email);
  const at = (ms: number) => new Date(asked.getTime() + ms);
  expect(await findLinkOwner(database.db, token, at(15 * MINUTE_MS - 1), 30)).not.toBeNull();
  expect(await findLinkOwner(database.db, token, at(15 * MINUTE_MS), 30)).toBeNull();
  expect(await spendLink(database.db, token, at(15 * MINUTE_MS), 30)).toBeNull();
});

test('nobody else gets one, and the answer is the same', async () => {
  const unknown = newAddress();
  const [unverified, shared, staff] = [newAddress(), newAddress(), newAddress()];
  await person(unverified, { isEmailVerified: false });
  await person(shared);
  await person(shared);
  await person(staff, { isStaff: true });
  for (const email of [unknown, unverified, shared, staff]) expect(await ask(email)).toBe('sent');
  await isAnswered();
  for (const email of [unknown, unverified, shared, staff]) expect(await control.mails(email)).toEqual([]);
});

const signedInDaysAgo = (userId: string, days: number) =>
  database.db
    .update(users)
    .set({ issuerSignedInAt: new Date(Date.now() - days * 86_400_000) })
    .where(eq(users.id, userId));

test('so many days after the last sign-in at the service no letter is sent, and one that was sent is worth nothing', async () => {
  const [late, meanwhile] = [newAddress(), newAddress()];
  const [lateOne, other] = [await person(late), await person(meanwhile)];
  await signedInDaysAgo(lateOne.userId, 30);
  expect(await ask(late)).toBe('sent');
  expect(await ask(meanwhile)).toBe('sent');
  await isAnswered();
  expect(await control.mails(late)).toEqual([]);
  const token = await tokenFor(meanwhile);
  await signedInDaysAgo(other.userId, 29);
  expect(await findLinkOwner(database.db, token, new Date(), 30)).not.toBeNull();
  await signedInDaysAgo(other.userId, 30);
  expect(await findLinkOwner(database.db, token, new Date(), 30)).toBeNull();
  expect(await spendLink(database.db, token, new Date(), 30)).toBeNull();
  // That used it up, also for a person who has signed in since.
  await signedInDaysAgo(other.userId, 0);
  expect(await spendLink(database.db, token, new Date(), 30)).toBeNull();
});

test('where links are switched off, one that was asked for before is not sent either', async () => {
  const email = newAddress();
  await person(email);
  const { linkDays } = mailer;
  mailer.linkDays = null;
  try {
    expect(await ask(email)).toBe('sent');
    await isAnswered();
    expect(await control.mails(email)).toEqual([]);
  } finally {
    mailer.linkDays = linkDays;
  }
});

test('a link asked for before the address changed hands is worth nothing after', async () => {
  const email = newAddress();
  const subject = randomUUID();
  await person(email, { subject });
  await ask(email);
  const token = await tokenFor(email);
  await person(newAddress(), { subject });
  expect(await spendLink(database.db, token, new Date(), 30)).toBeNull();
});

test('an address gets three in a quarter of an hour, known or not, also when many ask at once', async () => {
  for (const isKnown of [true, false]) {
    const email = newAddress();
    if (isKnown) await person(email);
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(email)));
    expect(answers.filter((answer) => answer === 'sent')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'too-many')).toHaveLength(7);
    expect(await ask(email, { now: new Date(Date.now() + 16 * MINUTE_MS) })).toBe('sent');
    await isAnswered();
    // The one from the future is good; the three before it are forgotten by then.
    expect((await control.mails(email)).length).toBe(isKnown ? 4 : 0);
  }
});

test('one network writes to no more than its share', async () => {
  const limiter = limiterOf(2);
  const answers: string[] = [];
  const networks = ['198.51.100.0/24'];
  for (let n = 0; n < 3; n += 1) answers.push(await ask(newAddress(), { networks }, limiter));
  expect(answers).toEqual(['sent', 'sent', 'too-many']);
  expect(await ask(newAddress(), { networks: ['203.0.113.0/24'] }, limiter)).toBe('sent');
  // Nothing in front of us says where it comes from: then each address's own limit has to do.
  for (let n = 0; n < 3; n += 1) expect(await ask(newAddress(), { networks: [] }, limiter)).toBe('sent');
});

test.each(['', 'maya', 'a@b@c.example', 'a@x.example\r\nBcc: b@x.example', 'x'.repeat(5000)])(
  '%j is no address',
  async (email) => {
    expect(await ask(email)).toBe('unreadable');
  },
);
