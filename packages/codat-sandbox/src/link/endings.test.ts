// Tests of how visits end: embedded tabs, the person who signed in, and visits overtaken by something else.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createCompany,
  createConnection,
  getConnection,
  locationOf,
  signInAt,
  startForTest,
  type TestSandbox,
  visit,
} from '../../test/client';
import { textAt } from '../../test/customer';
import { smallWorld } from '../../test/small-world';
import type { Env } from '../http/http';
import { oneTimeLink } from '../wire/connection';
import { mountLink } from './routes';

const APP = 'http://127.0.0.1:3999';
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest({ profile: { name: 'lenient' }, appUrl: APP });
});
afterAll(() => sandbox.close());

async function start(platformKey = 'gbol', name?: string) {
  const company = await createCompany(sandbox, name);
  return { companyId: company.id, ...(await createConnection(sandbox, company.id, platformKey)) };
}

async function template(redirectUrl: string) {
  await sandbox.call('PUT', '/profile', { body: { name: 'Bank', redirectUrl, whiteListUrls: [APP] } });
}

describe('an embedded visit', () => {
  it.each([
    ['authorise', 'Xero is connected', 'Xero est connecté'],
    ['cancel', 'Xero is not connected', 'Xero n’est pas connecté'],
    ['provider-error', 'Xero is not connected', 'Xero n’est pas connecté'],
    ['not-supported', 'Xero is not connected', 'Xero n’est pas connecté'],
    ['finish', 'Xero is not connected', 'Xero n’est pas connecté'],
  ])('ends by %s in words, here and on every return', async (choice, english, french) => {
    const { linkUrl } = await start();
    const flow = await signInAt(sandbox, `${linkUrl}&link.embedded=true`);
    const end = await visit(`${flow}/${choice}`, {});
    expect(end.status).toBe(200);
    const nonce = /script-src 'nonce-([0-9a-f]+)'/.exec(
      end.headers.get('content-security-policy') ?? '',
    )?.[1];
    const text = await end.text();
    expect(text).toContain(english);
    expect(text).toContain('You can close this tab and go back.');
    expect(text).toContain(`<script nonce="${nonce}">`);
    const again = await textAt(flow, 'fr');
    expect(again).toContain(french);
    expect(again).toContain('Vous pouvez fermer cet onglet et revenir en arrière.');
  });
});

describe('who signed in', () => {
  const TEMPLATE = `${APP}/r?mail={openId_email}&name={openId_given_name}&zone={openId_zoneinfo}`;

  async function told(platformKey: string, query: string, choice = 'authorise') {
    await template(TEMPLATE);
    const { linkUrl } = await start(platformKey);
    const flow = await signInAt(sandbox, linkUrl + query);
    const back = new URL(locationOf(await visit(`${flow}/${choice}`, {}), sandbox.url));
    return Object.fromEntries(back.searchParams);
  }

  it('is told as far as the platform knows, when the link asks', async () => {
    expect(await told('mqjo', '&openId=true')).toEqual({
      mail: expect.stringMatching(/^[a-z.]+@example\.com$/),
      name: expect.stringMatching(/./),
      zone: 'Europe/London',
    });
    for (const key of ['gbol', 'qhyg']) {
      expect(await told(key, '&openId=true')).toMatchObject({ mail: expect.stringMatching(/@/), zone: '' });
    }
  });

  it('is not told otherwise, and a link cannot make it up', async () => {
    const nobody = { mail: '', name: '', zone: '' };
    expect(await told('gbol', '')).toEqual(nobody);
    expect(await told('gbol', '&openId_email=evil@example.com')).toEqual(nobody);
    expect(await told('tgff', '&openId=true&openId_email=evil@example.com')).toEqual(nobody);
    expect(await told('gbol', '&openId=true', 'cancel')).toEqual(nobody);
  });
});

describe('the redirect', () => {
  it('carries the provider’s own words, and the organisation where a platform tells it', async () => {
    await template(`${APP}/r?t={statusText}&n={data.company.companyName}&c={connectionId}&s={statusCode}`);
    const cases = [
      ['gbol', 'cancel', { t: 'User cancelled linking', n: '', s: '403' }],
      ['gbol', 'authorise', { t: '', n: 'Kestrel Coffee', s: '200' }],
      ['tgff', 'authorise', { t: '', n: '', s: '200' }],
      ['gbol', 'finish', { t: '', n: '', c: '', s: '201' }],
    ] as const;
    for (const [key, choice, expected] of cases) {
      const { linkUrl } = await start(key, 'Kestrel Coffee');
      const flow = await signInAt(sandbox, linkUrl);
      const back = new URL(locationOf(await visit(`${flow}/${choice}`, {}), sandbox.url));
      expect(Object.fromEntries(back.searchParams)).toMatchObject(expected);
    }
  });

  it('is a page of Codat’s when there is no template, and a refusal when the host is not allowed', async () => {
    for (const [url, status] of [
      ['', 200],
      ['https://{region}.evil.example/r', 400],
    ] as const) {
      await template(url);
      const { linkUrl } = await start();
      expect((await visit(`${await signInAt(sandbox, linkUrl)}/authorise`, {})).status).toBe(status);
    }
  });
});

describe('when something ends first', () => {
  it('an unlinked connection is linked again by who was still at the provider', async () => {
    const { companyId, id, linkUrl } = await start();
    await sandbox.call('POST', `/_sandbox/companies/${companyId}/connections/${id}/authorize`);
    const flow = await signInAt(sandbox, linkUrl);
    await sandbox.call('PATCH', `/companies/${companyId}/connections/${id}`, {
      body: { status: 'Unlinked' },
    });
    await visit(`${flow}/authorise`, {});
    expect((await getConnection(sandbox, companyId, id)).status).toBe('Linked');
  });

  it.each(['', '/choose', '/down'])('a deleted company leaves nothing at %s', async (step) => {
    const { companyId, linkUrl } = await start();
    const flow = await signInAt(sandbox, linkUrl);
    await sandbox.call('DELETE', `/companies/${companyId}`);
    expect((await visit(flow + step)).status).toBe(404);
    expect((await visit(`${flow}/cancel`, {})).status).toBe(404);
  });

  it('two tabs of a visit have one outcome between them, also when both press at once', async () => {
    await template(`${APP}/r?s={statusCode}`);
    const { companyId, id, linkUrl } = await start();
    const flow = await signInAt(sandbox, linkUrl);
    const answers = await Promise.all(
      ['cancel', 'authorise'].map((choice) => visit(`${flow}/${choice}`, {})),
    );
    const [one, two] = answers.map((answer) => locationOf(answer, sandbox.url));
    expect(one).toBe(two);
    const { status, dataConnectionErrors } = await getConnection(sandbox, companyId, id);
    const isLinked = one === `${APP}/r?s=200`;
    expect([status, dataConnectionErrors?.length ?? 0]).toEqual(
      isLinked ? ['Linked', 0] : ['PendingAuth', 1],
    );
  });

  it('a restart does not: who had signed in goes on, and what was over stays over', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'link-'));
    const options = { appUrl: APP, stateFile: join(folder, 'state.json') };
    const before = await startForTest({ profile: { name: 'lenient' }, ...options });
    const company = await createCompany(before, randomUUID());
    const open = await createConnection(before, company.id, 'gbol');
    const over = await createConnection(before, company.id, 'fztf');
    const flow = new URL(await signInAt(before, open.linkUrl)).pathname;
    const ended = new URL(await signInAt(before, over.linkUrl)).pathname;
    await visit(`${before.url}${ended}/cancel`, {});
    const hosted = new URL(locationOf(await visit(company.redirect), before.url)).pathname;
    await before.close();

    const after = await startForTest({ profile: { name: 'lenient' }, ...options });
    expect(await textAt(`${after.url}${flow}/choose`)).toContain('Which organisation');
    expect(await textAt(`${after.url}${ended}`)).toContain('You have finished here');
    expect(await textAt(`${after.url}${hosted}`)).toContain('Connect your accounts');
    expect((await visit(company.redirect.replace(before.url, after.url))).status).toBe(401);
    await after.close();
    rmSync(folder, { recursive: true });
  });
});

it('a Sage bank feed is never linked from here', async () => {
  const { world, company, connect } = smallWorld();
  const app = new Hono<Env>();
  mountLink(app, world);
  const connection = connect('olpr');
  const answer = await app.request(oneTimeLink(world, company, connection));
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('This begins inside Sage');
});
