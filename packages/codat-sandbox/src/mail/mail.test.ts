// Tests of the mail server: messages are accepted, shown unchanged, limited, and deleted.
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startForTest, type TestSandbox } from '../../test/client';
import { createInbox, type NewLetter } from './inbox';

let sandbox: TestSandbox;
let transport: ReturnType<typeof createTransport>;

beforeAll(async () => {
  sandbox = await startForTest({ mail: true });
  transport = createTransport(sandbox.config.smtpUrl ?? '');
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.call('DELETE', '/_sandbox/mail'));

const door = (path = '') => sandbox.call('GET', `/_sandbox/mail${path}`);
const list = async (query = '') => (await (await door(query)).json()).mails;

it('takes a letter and shows it as it came', async () => {
  await transport.sendMail({
    from: { name: 'Banque Méridienne', address: 'consent@bank.example' },
    to: 'Élodie Martin <Elodie@Atelier.example>',
    subject: 'Reçu : « Trésorerie »',
    text: 'Bonjour',
    html: '<p>Bonjour <img src="https://evil.example/x.png"></p>',
    messageId: '<one@bank.example>',
    attachments: [{ filename: 'reçu.pdf', content: Buffer.from([0, 255, 13, 10]) }],
  });
  const [summary] = await list('?to=elodie@atelier.example');
  expect(summary).toMatchObject({
    messageId: '<one@bank.example>',
    subject: 'Reçu : « Trésorerie »',
    to: ['elodie@atelier.example'],
    attachments: [{ name: 'reçu.pdf', contentType: 'application/pdf', bytes: 4 }],
  });
  const whole = await (await door(`/${summary.id}`)).json();
  expect([whole.text.trim(), whole.html]).toEqual(['Bonjour', expect.stringContaining('<p>Bonjour')]);
  const file = await door(`/${summary.id}/attachments/0`);
  expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''re%C3%A7u.pdf");
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([0, 255, 13, 10]);
  expect(await list('?to=somebody@else.example')).toEqual([]);
});

it('goes by whom the server was told, not by what the letter says', async () => {
  await transport.sendMail({
    envelope: { from: 'a@bank.example', to: ['real@x.example'] },
    from: 'a@bank.example',
    to: 'shown@x.example',
    text: 'x',
  });
  expect(await list('?to=shown@x.example')).toEqual([]);
  expect(await list('?to=REAL@x.example')).toHaveLength(1);
});

it('refuses what is too large, and goes on', async () => {
  const letter = { from: 'a@b.example', to: 'c@d.example', text: 'x' };
  const large = { ...letter, attachments: [{ content: Buffer.alloc(6 * 1024 * 1024) }] };
  await expect(transport.sendMail(large)).rejects.toMatchObject({ responseCode: 552 });
  await transport.sendMail(letter);
  expect(await list()).toHaveLength(1);
  await sandbox.call('DELETE', '/_sandbox/mail');
  expect(await list()).toEqual([]);
});

it.each(['/nothing', '/nothing/attachments/0', `/${crypto.randomUUID()}`, '/%00'])(
  '%s is 404',
  async (path) => {
    expect((await door(path)).status).toBe(404);
  },
);

it.each(['1', '-1', '0x0', 'a', '1e9'])('attachment %s is 404', async (number) => {
  await transport.sendMail({
    from: 'a@b.example',
    to: 'c@d.example',
    text: 'x',
    attachments: [{ content: 'y' }],
  });
  const [{ id }] = await list();
  expect((await door(`/${id}/attachments/${number}`)).status).toBe(404);
});

it('is closed to other pages', async () => {
  const elsewhere = { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
  expect((await sandbox.call('GET', '/_sandbox/mail', elsewhere)).status).toBe(403);
});

it('keeps the newest 500, and no more than 100 MB', () => {
  const letter: NewLetter = {
    messageId: '',
    from: '',
    to: ['a@b.example'],
    subject: '',
    writtenAt: 0,
    text: '',
    html: null,
    attachments: [],
    bytes: 1,
  };
  const inbox = createInbox();
  for (let n = 0; n < 510; n += 1) inbox.take({ ...letter, subject: String(n) });
  expect([inbox.list().length, inbox.list()[0]?.subject]).toEqual([500, '509']);
  for (let n = 0; n < 3; n += 1) inbox.take({ ...letter, bytes: 60 * 1024 * 1024 });
  expect(inbox.list()).toHaveLength(1);
});
