import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findHelpRequest } from '@/db/queries/help-requests';
import { helpRequests } from '@/db/schema/support';
import { useTestDatabase } from '@/e2e/database';
import { makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { makeMailer } from '@/e2e/mailer';
import { SandboxControl } from '@/e2e/sandbox-control';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { DAY_MS } from '../domain/text/duration';
import { createJobRunner } from '../jobs/definitions';
import { startWorker, type Worker } from '../jobs/worker';
import { askForHelp, findReference, HELP_KEPT_DAYS, type HelpAsked, MOST_PER_MAILBOX } from './ask-for-help';

const database = useTestDatabase();
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
let sandbox: TestSandbox;
let control: SandboxControl;
const workers: Worker[] = [];

beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0, mail: true });
  control = new SandboxControl(sandbox.url);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});
afterAll(() => sandbox.close());

async function work(now: () => Date): Promise<void> {
  const mail = () => makeMailer(sandbox.config.smtpUrl ?? null);
  const runJob = createJobRunner({ db: database.db, codat: makeCodat(sandbox), now, mail });
  workers.push(await startWorker({ database, runJob, now, logger: QUIET }));
}

function asked(change: Partial<HelpAsked> = {}, message = 'Where is my receipt?'): HelpAsked {
  return {
    question: { name: 'Maya', email: `${randomUUID()}@kestrel.example`, message },
    form: randomUUID(),
    who: null,
    page: null,
    language: 'en',
    requestId: 'r',
    now: new Date(),
    ...change,
  };
}

const ask = (one: HelpAsked) => askForHelp(database.db, one);
const rowsOf = (email: string) =>
  database.db.select().from(helpRequests).where(eq(helpRequests.email, email));

test('a question sent twice from one form is one; other words from it are another', async () => {
  const one = asked();
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(one)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await rowsOf(one.question.email)).toHaveLength(1);
  const other = await ask({ ...one, question: { ...one.question, message: 'Another thing' } });
  expect(other).not.toEqual(answers[0]);
  expect(await rowsOf(one.question.email)).toHaveLength(2);
});

test('its number is known afterwards, and no other one is', async () => {
  const answer = await ask(asked());
  const reference = answer.kind === 'taken' ? answer.reference : '';
  expect(await findReference(database.db, reference)).toBe(reference);
  for (const value of ['00000-00000', reference.toLowerCase(), [reference], undefined])
    expect(await findReference(database.db, value)).toBeNull();
});

test('one mailbox is heard a few times an hour, however its address is written', async () => {
  const one = asked();
  const spellings = [
    one.question.email,
    one.question.email.toUpperCase(),
    one.question.email.replace('@', '+2@'),
  ];
  const answers = await Promise.all(
    Array.from({ length: MOST_PER_MAILBOX + 3 }, (_, n) =>
      ask({ ...one, form: `${n}`, question: { ...one.question, email: spellings[n % 3] ?? '' } }),
    ),
  );
  expect(answers.filter(({ kind }) => kind === 'taken')).toHaveLength(MOST_PER_MAILBOX);
  // What was taken stays taken: sending it again says the same.
  expect(answers).toContainEqual(await ask({ ...one, form: '0' }));
  const later = new Date(one.now.getTime() + 61 * 60 * 1000);
  expect(await ask({ ...one, form: 'later', now: later })).toMatchObject({ kind: 'taken' });
});

test('the people who answer get it with its number, the business and where to reply, and nobody else does', async () => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  const who = { userId: ctx.actor.userId, companyId: ctx.companyId };
  const one = asked(
    { who, page: '/products/lending/consent?add=Banking' },
    'First line\n<b>Second</b>\n\nAnswer to: all@evil.example',
  );
  const answer = await ask(one);
  const reference = answer.kind === 'taken' ? answer.reference : '';
  await work(() => new Date());
  const mailer = 'help@meridian.example';
  const mine = async () => (await control.mails(mailer)).find(({ subject }) => subject.includes(reference));
  await expect.poll(mine).toBeDefined();
  const letter = await control.mail((await mine())?.id ?? '');
  expect(letter.subject).toBe(`Question ${reference} from the help form`);
  expect(letter.text).toContain('First line');
  expect(letter.text).toContain(`Answer to: ${one.question.email}`);
  expect(letter.text).toContain('Business: Kestrel Coffee');
  expect(letter.text).toContain('Asked from the page: /products/lending/consent\n');
  expect(letter.html).toContain('&lt;b&gt;Second&lt;/b&gt;');
  expect(await control.mails(one.question.email)).toEqual([]);
});

test('when its time is over it is forgotten, and so is what was never sent', async () => {
  const one = asked();
  await ask(one);
  const [row] = await rowsOf(one.question.email);
  const jobs = () => listCompanyJobs(database.db, `help:${row?.id}`);
  await work(() => new Date(one.now.getTime() + (HELP_KEPT_DAYS - 1) * DAY_MS));
  await expect.poll(async () => (await rowsOf(one.question.email))[0]?.sentAt).toBeInstanceOf(Date);
  // The job is done a moment after the mail.
  await expect.poll(async () => (await jobs()).map(({ state }) => state).sort()).toEqual(['done', 'waiting']);
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await work(() => new Date(one.now.getTime() + (HELP_KEPT_DAYS + 1) * DAY_MS));
  await expect.poll(() => rowsOf(one.question.email)).toEqual([]);
  expect(await findHelpRequest(database.db, row?.id ?? '')).toBeNull();
});
