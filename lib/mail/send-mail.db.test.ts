import { randomUUID } from 'node:crypto';
import { startForTest, type TestSandbox } from 'codat-sandbox/testing';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { upsertMembership } from '@/db/queries/companies';
import { claimJobs } from '@/db/queries/jobs';
import { findMail } from '@/db/queries/mails';
import { updateUser } from '@/db/queries/users';
import { useTestDatabase } from '@/e2e/database';
import { grantInput, makeCodat, makeCustomer, makePerson, makeTools } from '@/e2e/factories';
import { makeMailer } from '@/e2e/mailer';
import { SandboxControl } from '@/e2e/sandbox-control';
import { listCompanyJobs } from '@/e2e/whole-lists';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import { readJob } from '../domain/work/job-kinds';
import { isStillTrue } from '../expiry/is-still-true';
import { createJobRunner } from '../jobs/definitions';
import { startWorker, type Worker } from '../jobs/worker';
import type { Mailer } from './mailer';
import { postMail } from './post-mail';
import { sendMail } from './send-mail';

const database = useTestDatabase();
const QUIET = { info: () => {}, warn: () => {}, error: () => {} };
const now = () => new Date();
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

const inbox = () => makeMailer(sandbox.config.smtpUrl ?? null);

async function work(mailer: Mailer, leaseMs = 45_000, clock: () => Date = now): Promise<void> {
  const tools = { now: clock, codat: makeCodat(sandbox), mail: () => mailer };
  const runJob = createJobRunner({ db: database.db, ...tools });
  workers.push(await startWorker({ database, runJob, now: clock, logger: QUIET, leaseMs }));
}

async function customer(name = 'Maya Okafor'): Promise<{ ctx: Ctx; address: string }> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  const address = `${randomUUID()}@kestrel.example`;
  await updateUser(ctx.db, ctx.actor.userId, { name, email: address });
  return { ctx, address };
}

const mailJobs = async ({ companyId }: Ctx) => listCompanyJobs(database.db, `mail:${companyId}`);

function remind(ctx: Ctx, dedupe = 'd', userIds?: string[]): Promise<number> {
  return database.db.transaction((tx) =>
    postMail(tx, {
      companyId: ctx.companyId,
      // It happened, so that it is true whenever it goes out.
      kind: 'data-deleted',
      facts: { platform: 'Xero', at: '2026-12-03T09:00:00.000Z', products: 'Cash flow' },
      language: 'en',
      dedupe: `${ctx.companyId}:${dedupe}`,
      requestId: 'r',
      ...(userIds === undefined ? {} : { userIds }),
    }),
  );
}

test('whoever agrees or stops gets a receipt, and so does everybody who acts for the business', async () => {
  const { ctx, address } = await customer();
  const colleague = await makePerson(makeTools(database.db, ctx.codat), 'Tom Reed');
  const silent = await makePerson(makeTools(database.db, ctx.codat), 'Without Address');
  await updateUser(ctx.db, colleague.userId, { email: `tom-${address}` });
  await updateUser(ctx.db, silent.userId, { email: null });
  for (const { userId } of [colleague, silent]) {
    await upsertMembership(ctx.db, ctx.companyId, userId, 'director');
  }
  await grantConsent(ctx, await grantInput(ctx.db));
  await withdrawConsent(ctx, { productId: 'business-insights', deletion: 'keep' });
  expect(await mailJobs(ctx)).toHaveLength(4);
  await work(inbox());
  for (const to of [address, `tom-${address}`]) {
    await expect.poll(async () => (await control.mails(to)).length).toBe(2);
    const [stopped, agreed] = await control.mails(to);
    expect([agreed?.subject, stopped?.subject]).toEqual([
      'Receipt: you agreed to Business insights',
      'Receipt: you stopped sharing with Business insights',
    ]);
    expect(agreed?.attachments.map(({ contentType }) => contentType)).toEqual([
      'application/pdf',
      'application/json',
    ]);
    const [pdf, file] = await Promise.all([0, 1].map((n) => control.mailAttachment(agreed?.id ?? '', n)));
    expect(
      Buffer.from(pdf ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const text = Buffer.from(file ?? []).toString('utf8');
    expect(JSON.parse(text)).toHaveProperty('jws');
    expect((await control.mail(agreed?.id ?? '')).text).toContain('Kestrel Coffee');
  }
});

test('agreeing and stopping again and again is told twice at once, and of the rest in one letter', async () => {
  const { ctx, address } = await customer();
  const input = await grantInput(ctx.db);
  const start = Date.now();
  const at = (second: number): Ctx => ({ ...ctx, now: new Date(start + second * 1_000) });
  for (const round of [0, 1, 2, 3]) {
    await grantConsent(at(round * 20), input);
    await withdrawConsent(at(round * 20 + 10), { productId: 'business-insights', deletion: 'keep' });
  }
  let now = at(70).now;
  await work(inbox(), 45_000, () => now);
  const subjects = async () => (await control.mails(address)).map(({ subject }) => subject).sort();
  const atOnce = [
    'Receipt: you agreed to Business insights',
    'Receipt: you stopped sharing with Business insights',
  ];
  await expect.poll(subjects).toEqual(atOnce);
  now = at(400).now;
  await expect
    .poll(subjects, { timeout: 8_000 })
    .toEqual(['6 receipts: what changed in the last minutes', ...atOnce]);
  const digest = (await control.mails(address)).find(({ subject }) => subject?.startsWith('6'));
  expect(digest?.attachments.map(({ contentType }) => contentType)).toEqual(
    Array.from({ length: 6 }, () => 'application/json'),
  );
  const names = digest?.attachments.map(({ name }) => name) ?? [];
  expect(new Set(names).size).toBe(6);
});

test('the same news is written once to each person, and not at all when it did not happen', async () => {
  const { ctx } = await customer();
  expect([await remind(ctx), await remind(ctx), await remind(ctx, 'other')]).toEqual([1, 0, 1]);
  expect(await Promise.all([1, 2, 3, 4].map(() => remind(ctx, 'race')))).toContain(1);
  expect(await mailJobs(ctx)).toHaveLength(3);
  await expect(
    database.db.transaction(async (tx) => {
      const letter = { companyId: ctx.companyId, kind: 'data-deleted', language: 'en' } as const;
      const facts = { platform: 'Xero', at: '2026-12-03T09:00:00.000Z', products: '' };
      await postMail(tx, { ...letter, facts, dedupe: 'undone', requestId: 'r' });
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(await mailJobs(ctx)).toHaveLength(3);
});

test('a worker that dies after sending, before it could say so: the letter comes again under the same id, and then no more', async () => {
  const { ctx, address } = await customer();
  await remind(ctx);
  const real = inbox();
  // Takes the job, sends, and is never heard of again.
  const dying: Mailer = {
    ...real,
    send: async (message) => {
      await real.send?.(message);
      await new Promise(() => {});
    },
  };
  const held = (await claimJobs(database.db, 50, 1_000, now())).map(({ row }) => readJob(row));
  const own = held.find((read) => read.ok && read.job.companyId === ctx.companyId);
  if (!own?.ok || own.job.kind !== 'send-mail') throw new Error('no letter to send');
  const { mailId } = own.job;
  void sendMail({ db: database.db, mailer: dying, now, isStillTrue }, ctx.companyId, mailId);
  await expect.poll(async () => (await control.mails(address)).length).toBe(1);
  await work(real);
  await expect.poll(async () => (await control.mails(address)).length).toBe(2);
  await expect.poll(async () => (await mailJobs(ctx)).map(({ state }) => state)).toEqual(['done']);
  await sendMail({ db: database.db, mailer: real, now, isStillTrue }, ctx.companyId, mailId);
  const ids = (await control.mails(address)).map(({ messageId }) => messageId);
  expect(ids).toEqual([`<${mailId}@meridian.example>`, `<${mailId}@meridian.example>`]);
});

/** A mail server that answers as it is told, on a port of its own. Letters of the tests before may come to it too. */
async function server(
  answer: (attempt: number) => number | null,
  port = 0,
): Promise<{ url: string; port: number; gotFor: (address: string) => string[]; close: () => Promise<void> }> {
  const got: string[] = [];
  const attempts = new Map<string, number>();
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onRcptTo(address, _session, callback) {
      const attempt = (attempts.get(address.address) ?? 0) + 1;
      attempts.set(address.address, attempt);
      const code = answer(attempt);
      if (code === null) return callback();
      callback(Object.assign(new Error(`${address.address} is refused`), { responseCode: code }));
    },
    onData(stream, session, callback) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => {
        raw += chunk.toString('latin1');
      });
      stream.on('end', () => {
        got.push(`${session.envelope.rcptTo.map(({ address }) => address).join()}\n${raw}`);
        callback();
      });
    },
  });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  const bound = smtp.server.address();
  const at = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    url: `smtp://127.0.0.1:${at}`,
    port: at,
    gotFor: (address) => got.filter((letter) => letter.startsWith(address)),
    close: () => new Promise((resolve) => smtp.close(resolve)),
  };
}

test('a mail server that is down is waited for, and nobody reads an address in the reason', async () => {
  const first = await server(() => null);
  await first.close();
  const { ctx, address } = await customer();
  await remind(ctx);
  await work(makeMailer(first.url));
  await expect.poll(async () => (await mailJobs(ctx))[0]?.problem).toContain('the mail server said nothing');
  const back = await server(() => null, first.port);
  await expect.poll(() => back.gotFor(address).length).toBe(1);
  await expect.poll(async () => (await mailJobs(ctx))[0]?.state).toBe('done');
  await back.close();
});

test('a busy server is tried again; an address that is refused for good is given up with its reason', async () => {
  const busy = await server((attempt) => (attempt === 1 ? 451 : null));
  const one = await customer();
  await remind(one.ctx);
  await work(makeMailer(busy.url));
  await expect.poll(async () => (await mailJobs(one.ctx))[0]?.state).toBe('done');
  expect((await mailJobs(one.ctx))[0]?.attempts).toBe(2);
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await busy.close();

  const strict = await server(() => 550);
  const two = await customer();
  await remind(two.ctx);
  await remind(two.ctx, 'next');
  await work(makeMailer(strict.url));
  await expect
    .poll(async () => (await mailJobs(two.ctx)).map(({ state }) => state))
    .toEqual(['dead', 'dead']);
  const [dead] = await mailJobs(two.ctx);
  expect(dead?.problem).toBe('PermanentFailure: the mail server said 550 (EENVELOPE)');
  await strict.close();
});

test.each(['Maya\r\nBcc: all@evil.example', 'Maya" <all@evil.example>, "x', 'Maya\u2028Subject: x'])(
  'a person called %j adds no header and no recipient',
  async (name) => {
    const open = await server(() => null);
    const { ctx, address } = await customer(name);
    await remind(ctx);
    await work(makeMailer(open.url));
    await expect.poll(() => open.gotFor(address).length).toBe(1);
    const [envelope = '', ...raw] = (open.gotFor(address)[0] ?? '').split('\n');
    expect(envelope).toBe(address);
    const head = raw.join('\n').split(/\r?\n\r?\n/)[0] ?? '';
    const names = head.split(/\r?\n(?![ \t])/).map((line) => line.split(':')[0]?.toLowerCase());
    expect(names).not.toContain('bcc');
    expect(names.filter((one) => one === 'subject')).toHaveLength(1);
    await open.close();
  },
);

test('where no mail is sent the letter is kept, unsent, and the work is done', async () => {
  const { ctx } = await customer();
  await remind(ctx);
  await work(makeMailer(null));
  await expect.poll(async () => (await mailJobs(ctx))[0]?.state).toBe('done');
  const [done] = await mailJobs(ctx);
  const mailId = done?.job.kind === 'send-mail' ? done.job.mailId : '';
  expect(await findMail(database.db, ctx.companyId, mailId)).toMatchObject({ sentAt: null });
});
