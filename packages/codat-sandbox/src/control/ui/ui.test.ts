// Test of the control page: every page is English and complete, and its forms work without script.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  createCompany,
  createConnection,
  getConnection,
  startForTest,
  type TestSandbox,
} from '../../../test/client';
import type { stateOf } from '../state';

const UI = '/_sandbox/ui';
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, syncSeconds: 3600 });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.call('POST', '/_sandbox/reset'));

async function read(path: string): Promise<string> {
  const response = await fetch(`${sandbox.url}${UI}/${path}`, { headers: { 'accept-language': 'fr' } });
  expect(response.status, path).toBe(200);
  return response.text();
}

/** Presses the button of a form; where it leads and what it says. */
async function press(path: string, form: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${sandbox.url}${UI}/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { referer: `${sandbox.url}${UI}/businesses` },
    body: new URLSearchParams(form),
  });
  expect(response.status, path).toBe(303);
  return (response.headers.get('location') ?? '').slice(UI.length);
}

async function state(): Promise<ReturnType<typeof stateOf>> {
  return (await sandbox.call('GET', '/_sandbox/state')).json();
}

it('shows every page, in English whatever the browser asks for', async () => {
  const { id } = await createCompany(sandbox, 'Kestrel Coffee');
  await createConnection(sandbox, id);
  await press('faults', { effect: 'busy', call: 'GET /companies', share: '50' });
  const pages = ['', 'businesses', `businesses/${id}`, 'calls', 'messages', 'state', 'reset'];
  for (const path of pages) {
    const text = await read(path);
    expect(text).toContain('<html lang="en">');
    expect(text, path).not.toContain('undefined');
    // Nothing on a page leads nowhere.
    for (const [, href = ''] of text.matchAll(/(?:href|src)="(\/[^"]*)"/g)) {
      expect((await fetch(sandbox.url + href.replaceAll('&amp;', '&'))).status, href).toBe(200);
    }
  }
});

it('finds businesses by name, newest first', async () => {
  for (const name of ['Harbour Bikes', 'Kestrel Coffee', 'Harbour Cafe']) await createCompany(sandbox, name);
  const found = [...(await read('businesses?q=HARBOUR')).matchAll(/">([^<]+)<\/a><\/h2>/g)];
  expect(found.map(([, name]) => name)).toEqual(['Harbour Cafe', 'Harbour Bikes']);
  expect(await read('businesses?q=nobody')).toContain('No business fits.');
});

it('steers a connection from link to delete', async () => {
  const { id } = await createCompany(sandbox);
  const home = `/businesses/${id}?said=done`;
  expect(await press(`businesses/${id}/connections`, { platformKey: 'gbol', authorize: 'yes' })).toBe(home);
  const [connection] = (await state()).companies[0]?.connections ?? [];
  const base = `businesses/${id}/connections/${connection?.id}`;
  const status = async () => (await getConnection(sandbox, id, connection?.id ?? '')).status;
  expect(await status()).toBe('Linked');
  expect(await press(`${base}/fail-type`, { dataType: 'invoices', status: 'RateLimitError' })).toBe(home);
  await press(`${base}/finish-sync`);
  const reads = (await state()).companies[0]?.connections[0]?.reads;
  expect(reads).toMatchObject({ failed: 1, total: (reads?.complete ?? 0) + 1 });
  await press(`${base}/deauthorize`);
  expect(await status()).toBe('Deauthorized');
  await press(`${base}/cancel`);
  await press(`${base}/provider-error`);
  const { dataConnectionErrors } = await getConnection(sandbox, id, connection?.id ?? '');
  expect(dataConnectionErrors?.map(({ statusCode }) => statusCode)).toEqual(['401', '403', '500']);
  await press(`${base}/delete`);
  expect((await state()).companies[0]?.connections).toEqual([]);
  expect(await press(`businesses/${id}/delete`)).toBe('/businesses?said=done');
  expect((await state()).totalCompanies).toBe(0);
});

it('makes faults that strike, and takes them back', async () => {
  const { id } = await createCompany(sandbox);
  await press('faults', { effect: 'down', call: 'GET /companies/:companyId', companyId: id, times: '2' });
  const { faults } = await state();
  const effect = { kind: 'status', status: 503 };
  const where = { method: 'GET', path: '/companies/:companyId', companyId: id };
  expect(faults).toEqual([{ id: expect.any(String), left: 2, times: 2, effect, ...where }]);
  expect((await sandbox.call('GET', `/companies/${id}`)).status).toBe(503);
  await press(`faults/${faults[0]?.id}/remove`);
  expect((await sandbox.call('GET', `/companies/${id}`)).status).toBe(200);
  await press('faults', { effect: 'hang', call: '*' });
  await press('faults/clear');
  expect((await state()).faults).toEqual([]);
});

it('moves the clock, sets limits, forgets after a second thought', async () => {
  await createCompany(sandbox);
  await press('clock', { advance: '86400000' });
  expect((await state()).offsetMs).toBe(86_400_000);
  await press('limits', { companies: '1', dailyCalls: '' });
  expect(await (await sandbox.call('GET', '/_sandbox/limits')).json()).toEqual({ companies: 1 });
  expect(await read('reset')).toContain('Forget everything?');
  expect((await state()).totalCompanies).toBe(1);
  await press('reset');
  expect(await state()).toMatchObject({ totalCompanies: 0, offsetMs: 0 });
});

it('loads the snapshot it gave', async () => {
  const { id } = await createCompany(sandbox);
  const snapshot = await read('snapshot.json');
  await press(`businesses/${id}/forget`);
  const load = async (text: string) => {
    const body = new FormData();
    body.set('file', new File([text], 'snapshot.json'));
    const response = await fetch(`${sandbox.url}${UI}/snapshot`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    return response.headers.get('location');
  };
  expect(await load('{}')).toContain('said=problem');
  expect((await state()).totalCompanies).toBe(0);
  expect(await load(snapshot)).toBe(`${UI}/state?said=done`);
  expect((await state()).companies[0]?.id).toBe(id);
});

it('shows messages, sends them again and makes trouble for the next', async () => {
  // The address answers 404, so the message stays undelivered.
  const consumer = { url: `${sandbox.url}/nowhere`, eventTypes: ['company.created'] };
  await sandbox.call('POST', '/webhooks', { body: consumer });
  const { id } = await createCompany(sandbox);
  await expect.poll(() => read(`messages?companyId=${id}`)).toContain('1 attempt<');
  const [, message = ''] = /<code>(msg_\w+)<\/code>/.exec(await read('messages')) ?? [];
  expect(await press(`messages/${message}/resend`)).toBe('/messages?said=done');
  await expect.poll(() => read('messages')).toContain('2 attempts<');
  await press('messages/modes', { duplicate: '50', drop: '', delay: '2', timeLapse: '', reorder: 'yes' });
  const modes = await (await sandbox.call('GET', '/_sandbox/webhooks/mode')).json();
  expect(modes).toEqual({ all: { duplicate: 0.5, delayMs: 2000, reorder: true }, companies: {} });
});

it.each([
  ['clock', { advance: 'soon' }],
  ['faults', { effect: 'lightning', call: '*' }],
  ['faults', { effect: 'down', call: '*', times: '-1' }],
  ['limits', { dailyCalls: 'many' }],
  ['messages/modes', { duplicate: '400' }],
  ['messages/msg_nothing/resend', {}],
  ['businesses/nobody/delete', {}],
])('says so on the page one came from when %s does not fit', async (path, form) => {
  expect(await press(path, form)).toBe('/businesses?said=problem');
  expect(await read('businesses?said=problem')).toContain('role="alert"');
});
