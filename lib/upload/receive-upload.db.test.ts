import { Readable } from 'node:stream';
import { startSandbox } from 'codat-sandbox/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listConnections } from '@/db/queries/connections';
import { listUploads } from '@/db/queries/uploads';
import { useTestDatabase } from '@/e2e/database';
import { FAULTS, grantInput, makeCodat, makeCustomer, makeTools } from '@/e2e/factories';
import { arriving, formOf, pdf, type TestFile, xlsx, zipBomb } from '@/e2e/upload-stage';
import { listCodatFiles } from '../codat/files';
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { startConnection } from '../connection/start-connection';
import { grantConsent } from '../consent/grant-consent';
import { withdrawConsent } from '../consent/withdraw-consent';
import type { Ctx } from '../context';
import type { SourceType } from '../domain/connection/connection';
import { FILE_BYTES } from '../domain/upload/upload';
import { receiveUpload } from './receive-upload';

const database = useTestDatabase();
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

const UPLOAD = '/companies/:companyId/connections/:connectionId/files';

async function customer(productId = 'lending'): Promise<Ctx> {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox, 700)));
  await grantConsent(ctx, await grantInput(ctx.db, productId));
  return ctx;
}

async function send(ctx: Ctx, files: readonly TestFile[], sourceType: SourceType = 'Accounting') {
  const { contentType, bytes } = await formOf(files);
  const input = { productId: 'lending', sourceType, contentType, body: arriving(bytes) };
  return receiveUpload(ctx, input);
}

const outcomes = async (ctx: Ctx, files: readonly TestFile[]) => (await send(ctx, files)).outcomes;

async function atCodat(ctx: Ctx): Promise<string[]> {
  const { files } = makeCodat(sandbox);
  if (files === undefined) throw new Error('The sandbox takes files.');
  return (await listCodatFiles(files, await ensureCodatCompany(ctx))).map(({ name }) => name);
}

async function fault(ctx: Ctx, effect: object, match: object) {
  const companyId = await ensureCodatCompany(ctx);
  const body = JSON.stringify({ companyId, effect, ...match });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'POST', headers, body });
  expect(answer.ok).toBe(true);
}

test('files go to Codat byte for byte, through one connection that comes to life', async () => {
  const ctx = await customer();
  const books = pdf('été 2025.pdf', 300_000);
  const form = [books, xlsx(), { name: 'bank.csv', bytes: Buffer.from('date;amount\n1;2\n') }];
  expect(await send(ctx, form)).toEqual({ outcomes: ['sent', 'sent', 'sent'], end: 'whole' });
  expect(await outcomes(ctx, [pdf('more.pdf')])).toEqual(['sent']);
  expect(await atCodat(ctx)).toEqual(['été 2025.pdf', 'books.xlsx', 'bank.csv', 'more.pdf']);
  expect(await listConnections(ctx.db, ctx.companyId)).toMatchObject([
    {
      platformKey: 'upac',
      platformName: 'Documents',
      isUpload: true,
      state: 'Linked',
      sourceType: 'Accounting',
    },
  ]);
  const day = new Date().toISOString().slice(0, 10);
  const archive = await fetch(
    `${sandbox.url}/companies/${await ensureCodatCompany(ctx)}/files/download?date=${day}`,
    { headers: { authorization: `Basic ${Buffer.from(sandbox.config.apiKey).toString('base64')}` } },
  );
  expect(Buffer.from(await archive.arrayBuffer()).includes(Buffer.from(books.bytes))).toBe(true);
  expect(await listUploads(ctx.db, ctx.companyId, 'Accounting', 9)).toHaveLength(4);
});

test('each file is judged by itself, and the good ones go', async () => {
  const ctx = await customer();
  const good = pdf('good.pdf');
  const form: [TestFile, string][] = [
    [{ name: 'tool.exe', bytes: Buffer.from('MZ') }, 'type'],
    [{ name: 'none.pdf', bytes: Buffer.alloc(0) }, 'empty'],
    [zipBomb('bomb.pdf'), 'is-office'],
    [zipBomb('bomb.xlsx'), 'bomb'],
    [{ name: 'picture.png', bytes: pdf().bytes }, 'is-pdf'],
    [pdf('large.pdf', FILE_BYTES + 1), 'size'],
    [good, 'sent'],
    [{ ...good, name: 'again.pdf' }, 'twice'],
    [pdf('limit.pdf', FILE_BYTES), 'sent'],
  ];
  expect(
    await outcomes(
      ctx,
      form.map(([file]) => file),
    ),
  ).toEqual(form.map(([, outcome]) => outcome));
  expect(await atCodat(ctx)).toEqual(['good.pdf', 'limit.pdf']);
});

test('a form of refused files makes no connection at all', async () => {
  const ctx = await customer();
  expect(await outcomes(ctx, [{ name: 'a.pdf', bytes: Buffer.from('hello') }])).toEqual(['is-text']);
  expect(await listConnections(ctx.db, ctx.companyId)).toEqual([]);
});

test('twenty files and no more', async () => {
  const ctx = await customer();
  const form = Array.from({ length: 21 }, (_, index) => pdf(`${index + 1}.pdf`));
  expect((await outcomes(ctx, form)).filter((outcome) => outcome === 'sent')).toHaveLength(20);
  expect(await outcomes(ctx, [pdf()])).toEqual(['count']);
  expect(await atCodat(ctx)).toHaveLength(20);
});

test('two forms at once make one connection, and the same file goes once', async () => {
  const ctx = await customer();
  const file = pdf();
  const both = await Promise.all([outcomes(ctx, [file]), outcomes(ctx, [file])]);
  expect(both.flat().sort()).toEqual(['sent', 'twice']);
  expect(await listConnections(ctx.db, ctx.companyId)).toHaveLength(1);
  expect(await atCodat(ctx)).toHaveLength(1);
});

test('beside Xero there is room for files, and beside files for Xero', async () => {
  const ctx = await customer();
  expect(await outcomes(ctx, [pdf()])).toEqual(['sent']);
  const start = { productId: 'lending', platformKey: 'gbol', linkOrigins: [sandbox.url] };
  expect((await startConnection(ctx, start)).url).toContain(sandbox.url);
});

describe('the way from the browser breaks off', () => {
  async function cutAt(ctx: Ctx, share: number, dies: boolean) {
    const { contentType, bytes } = await formOf([pdf('first.pdf'), pdf('second.pdf', 900_000)]);
    const part = bytes.subarray(0, Math.floor(bytes.length * share));
    const body = Readable.from(
      (async function* () {
        yield* arriving(part);
        if (dies) throw new Error('aborted');
      })(),
    );
    return receiveUpload(ctx, { productId: 'lending', sourceType: 'Accounting', contentType, body });
  }

  test.each([
    ['by a cut', true],
    ['by an early end', false],
  ])('%s: what came whole is sent, of the rest Codat has nothing', async (_how, dies) => {
    const ctx = await customer();
    expect(await cutAt(ctx, 0.6, dies)).toEqual({ outcomes: ['sent', 'cut'], end: 'broken' });
    expect(await atCodat(ctx)).toEqual(['first.pdf']);
    expect(await listUploads(ctx.db, ctx.companyId, 'Accounting', 9)).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ name: 'second.pdf', outcome: 'cut', sha256: null })]),
    );
  });

  test('by silence', async () => {
    const ctx = await customer();
    const { contentType, bytes } = await formOf([pdf('slow.pdf', 300_000)]);
    const body = new Readable({ read() {} });
    body.push(bytes.subarray(0, 100_000));
    const input = { productId: 'lending', sourceType: 'Accounting' as const, contentType, body };
    expect(await receiveUpload(ctx, { ...input, silenceMs: 50 })).toEqual({
      outcomes: ['cut'],
      end: 'broken',
    });
    expect(await atCodat(ctx)).toEqual([]);
  });

  test('by being far too long, whatever it said of its length', async () => {
    const ctx = await customer();
    const { contentType, bytes } = await formOf([pdf('first.pdf')]);
    let read = 0;
    const body = Readable.from(
      (async function* () {
        yield bytes.subarray(0, bytes.lastIndexOf('--') - 40);
        for (; read < 40 * FILE_BYTES; read += 64 * 1024) yield Buffer.alloc(64 * 1024);
      })(),
    );
    const input = { productId: 'lending', sourceType: 'Accounting' as const, contentType, body };
    const maxBytes = FILE_BYTES + 1024 * 1024;
    expect(await receiveUpload(ctx, { ...input, maxBytes })).toEqual({
      outcomes: ['cut'],
      end: 'too-much',
    });
    expect(read).toBeLessThan(2 * maxBytes);
    expect(body.destroyed).toBe(true);
    expect(await atCodat(ctx)).toEqual([]);
  });
});

const AFTER: Record<string, string> = {
  'close-after': 'sent',
  'status-after': 'sent',
  garbage: 'codat-down',
};

test.each(FAULTS)('when %s, the sentence is true and no file is there twice', async (_why, effect) => {
  const ctx = await customer();
  await fault(ctx, effect, { method: 'POST', path: UPLOAD });
  const [first, second] = await outcomes(ctx, [pdf('first.pdf', 500_000), pdf('second.pdf')]);
  const isBusy = 'status' in effect && effect.status === 429;
  expect(first).toBe(isBusy ? 'codat-busy' : (AFTER[effect.kind] ?? 'codat-down'));
  expect(second).toBe('sent');
  expect(await atCodat(ctx)).toEqual(first === 'sent' ? ['first.pdf', 'second.pdf'] : ['second.pdf']);
});

test('when Codat does not say what it has either, nobody claims to know', async () => {
  const ctx = await customer();
  expect(await outcomes(ctx, [pdf('before.pdf')])).toEqual(['sent']);
  await fault(ctx, { kind: 'close-after' }, { method: 'POST', path: UPLOAD });
  // The first question is asked before the file is sent, and is answered.
  await fault(ctx, { kind: 'slow', ms: 0 }, { method: 'GET', path: '/companies/:companyId/files' });
  await fault(ctx, { kind: 'status', status: 503 }, { method: 'GET', path: '/companies/:companyId/files' });
  expect(await outcomes(ctx, [pdf('lost.pdf')])).toEqual(['unsure']);
});

test('without a standing yes, or for a kind that takes no files, nothing is read', async () => {
  const ctx = await makeCustomer(makeTools(database.db, makeCodat(sandbox)));
  await expect(send(ctx, [pdf()])).rejects.toMatchObject({ code: 'consent-missing' });
  const other = await customer();
  await expect(send(other, [pdf()], 'Commerce')).rejects.toMatchObject({ code: 'files-not-taken' });
});

test('a yes that is withdrawn while a file is on its way stops the file', async () => {
  const ctx = await customer();
  const { contentType, bytes } = await formOf([pdf('late.pdf', 400_000)]);
  const body = Readable.from(
    (async function* () {
      yield bytes.subarray(0, 200_000);
      await withdrawConsent(ctx, { productId: 'lending', deletion: 'keep' });
      yield bytes.subarray(200_000);
    })(),
  );
  const input = { productId: 'lending', sourceType: 'Accounting' as const, contentType, body };
  expect((await receiveUpload(ctx, input)).outcomes).toEqual(['stopped']);
  expect(await atCodat(ctx)).toEqual([]);
});
