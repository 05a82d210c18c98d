// Tests of embedding and files: tokens, uploads byte by byte, lists, download of a day.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  advance,
  authHeader,
  authorize,
  createCompany,
  createConnection,
  getConnection,
  startForTest,
  type TestSandbox,
} from '../../test/client';
import { FILE_BYTES } from '../files/upload-rules';
import { crc32 } from '../files/zip';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startForTest({ syncSeconds: 0 });
});
afterAll(() => sandbox.close());

const DAY_MS = 24 * 60 * 60 * 1000;

async function uploadTo(path: string, name: string, bytes: Uint8Array<ArrayBuffer>, headers: object = {}) {
  const body = new FormData();
  body.set('file', new File([bytes], name));
  const authorization = authHeader(sandbox.config.apiKey);
  return fetch(`${sandbox.url}${path}`, { method: 'POST', headers: { authorization, ...headers }, body });
}

/** The API takes any bytes: these are no text in any encoding. */
const BYTES = Uint8Array.from({ length: 600_000 }, (_, index) => (index * 7) % 256);

it('gives a token for one company and a day, where the older address gives none', async () => {
  const { id } = await createCompany(sandbox);
  const answer = await (await sandbox.call('GET', `/companies/${id}/accessToken`)).json();
  expect(answer).toEqual({ expiresIn: 86400, accessToken: expect.any(String), tokenType: 'Bearer' });
  const older = await sandbox.call('GET', `/companies/${id}/connectionManagement/accessToken`);
  expect([older.status, (await older.json()).error]).toEqual([404, 'NotFound']);
  const nobody = await sandbox.call('GET', `/companies/${crypto.randomUUID()}/accessToken`);
  expect(nobody.status).toBe(404);
});

describe('files', () => {
  it('are looked for once, also where a path is spelled like the template', async () => {
    for (const path of [
      '/companies/:companyId/connections/:connectionId/files',
      `/companies/:companyId/connections/${crypto.randomUUID()}/files`,
    ]) {
      const { status } = await uploadTo(path, 'a.csv', Uint8Array.from([1]));
      expect([400, 404], path).toContain(status);
    }
  });

  async function uploadPlace(platformKey = 'upac') {
    const { id: companyId } = await createCompany(sandbox);
    const connection = await createConnection(sandbox, companyId, platformKey);
    const path = `/companies/${companyId}/connections/${connection.id}/files`;
    return { companyId, connectionId: connection.id, path };
  }

  it('stand beside the one accounting platform, before it and after it', async () => {
    const { companyId, connectionId, path } = await uploadPlace();
    await uploadTo(path, 'books.pdf', BYTES);
    const xero = await createConnection(sandbox, companyId, 'gbol');
    const { statusCode } = await (await authorize(sandbox, companyId, xero.id)).json();
    expect(statusCode).toBe(200);
    const other = await createConnection(sandbox, companyId, 'upac');
    await uploadTo(`/companies/${companyId}/connections/${other.id}/files`, 'more.pdf', BYTES);
    for (const id of [connectionId, xero.id, other.id]) {
      expect((await getConnection(sandbox, companyId, id)).status).toBe('Linked');
    }
  });

  it('of a bank do not run out as access to a bank does', async () => {
    const { companyId, connectionId, path } = await uploadPlace('upbk');
    await uploadTo(path, 'statement.pdf', BYTES);
    await advance(sandbox, 91 * DAY_MS);
    expect((await getConnection(sandbox, companyId, connectionId)).status).toBe('Linked');
  });

  it('are kept byte for byte, listed, and fetched by the day', async () => {
    const { companyId, connectionId, path } = await uploadPlace();
    const first = await uploadTo(path, 'été 2025.pdf', BYTES);
    expect([first.status, await first.json()]).toMatchObject([
      200,
      [{ fileName: 'été 2025.pdf', displayName: 'été 2025', sourceType: 'Accounting' }],
    ]);
    await uploadTo(path, '../../été 2025.pdf', Uint8Array.of(1, 2, 3));
    await advance(sandbox, DAY_MS);
    await uploadTo(path, 'today.csv', Uint8Array.of(4));
    const list: { fileName: string; uploaded: string }[] = await (
      await sandbox.call('GET', `/companies/${companyId}/files`)
    ).json();
    expect(list.map(({ fileName }) => fileName)).toEqual(['été 2025.pdf', 'été 2025.pdf', 'today.csv']);
    const day = list[0]?.uploaded.slice(0, 10);
    const download = await sandbox.call('GET', `/companies/${companyId}/files/download?date=${day}`);
    const zip = Buffer.from(await download.arrayBuffer());
    expect([zip.subarray(0, 4).toString('latin1'), zip.readUInt16LE(zip.length - 12)]).toEqual([
      'PK\x03\x04',
      2,
    ]);
    expect([zip.indexOf('2-été 2025.pdf') > 0, zip.indexOf('today.csv'), zip.indexOf('..')]).toEqual([
      true,
      -1,
      -1,
    ]);
    expect(zip.indexOf(BYTES)).toBeGreaterThan(0);
    expect(zip.readUInt32LE(14)).toBe(crc32(BYTES));
    const connection = await sandbox.call('GET', `/companies/${companyId}/connections/${connectionId}`);
    expect(await connection.json()).toMatchObject({
      status: 'Linked',
      platformName: 'Accounting file upload',
    });
  });

  it('are refused by kind, size, number and place', async () => {
    const { path } = await uploadPlace('upbk');
    const said = async (name: string, bytes: Uint8Array<ArrayBuffer>, to = path) => {
      const response = await uploadTo(to, name, bytes);
      return [response.status, (await response.json()).validation?.errors[0].message];
    };
    expect(await said('a.exe', Uint8Array.of(1))).toEqual([400, 'Files of this type are not accepted.']);
    expect(await said('a.pdf', new Uint8Array())).toEqual([400, 'The file is empty.']);
    expect(await said('a.pdf', new Uint8Array(FILE_BYTES + 1))).toEqual([
      400,
      'The file is larger than 10 MB.',
    ]);
    expect(await said('a.pdf', new Uint8Array(FILE_BYTES * 2))).toEqual([
      400,
      'The file is larger than 10 MB.',
    ]);
    expect(await said('a.pdf', new Uint8Array(FILE_BYTES))).toEqual([200, undefined]);
    for (let count = 1; count < 20; count += 1) await uploadTo(path, `${count}.csv`, Uint8Array.of(1));
    expect(await said('a.pdf', Uint8Array.of(1))).toEqual([400, 'There are 20 files already.']);
    const { id } = await createCompany(sandbox);
    const xero = await createConnection(sandbox, id);
    expect((await said('a.pdf', Uint8Array.of(1), `/companies/${id}/connections/${xero.id}/files`))[0]).toBe(
      400,
    );
  });

  it('count once under one Idempotency-Key, and go with their company', async () => {
    const { companyId, path } = await uploadPlace('updo');
    const key = { 'idempotency-key': crypto.randomUUID() };
    // The boundary of a form is random, so a repetition must be the same bytes.
    const body = new FormData();
    body.set('file', new File([Uint8Array.of(1)], 'a.pdf'));
    const form = new Response(body);
    const type = { 'content-type': form.headers.get('content-type') ?? '' };
    const bytes = await form.arrayBuffer();
    const headers = { authorization: authHeader(sandbox.config.apiKey), ...key, ...type };
    const send = () => fetch(`${sandbox.url}${path}`, { method: 'POST', headers, body: bytes });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    expect((await uploadTo(path, 'b.pdf', Uint8Array.of(1), key)).status).toBe(422);
    const list = () => sandbox.call('GET', `/companies/${companyId}/files`);
    expect(await (await list()).json()).toHaveLength(1);
    await sandbox.call('POST', '/_sandbox/reset', { body: { companyId } });
    expect((await list()).status).toBe(404);
  });

  it('need the key, as everything does', async () => {
    const { path } = await uploadPlace();
    const response = await uploadTo(path, 'a.pdf', Uint8Array.of(1), { authorization: 'Basic bm8=' });
    expect(response.status).toBe(401);
  });
});

it('does not list the upload integrations, whose keys are known all the same', async () => {
  const list = await (await sandbox.call('GET', '/integrations?pageSize=500')).json();
  expect(JSON.stringify(list)).not.toContain('file upload');
  const one = await (await sandbox.call('GET', '/integrations/updo')).json();
  expect(one).toMatchObject({ name: 'Business documents', sourceType: 'Other', enabled: true });
});
