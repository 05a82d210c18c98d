// Playwright journeys: the upload route under requests that no page sends: too many forms at once, too long forms, forms that break off.
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { APIRequestContext } from '@playwright/test';
import { listUploads } from '../../../db/queries/uploads';
import type { Ctx } from '../../../lib/context';
import { uploadAction, uploadPlace } from '../../../lib/domain/upload/upload-place';
import { exhaust } from '../../exhaust';
import { agree, expect, madeFor, type SignedIn, type Stack, test } from '../../fixtures';
import { formOf, pdf, type TestFile } from '../../upload-stage';
import { WORDS } from '../../words';

/** Address of the form on a page of this customer. */
const addressFor = (ctx: Ctx) => `${uploadAction('lending', 'Accounting')}?madeFor=${madeFor(ctx)}`;
const PAGE = uploadPlace('lending', 'Accounting');
const OURS = { 'sec-fetch-site': 'same-origin' };
/** Part that a browser sends where no file was chosen. */
const NOTHING = { name: '', bytes: new Uint8Array() };

/** Sends a whole form. @returns the address of the redirect */
async function post(from: APIRequestContext, ctx: Ctx, file: TestFile): Promise<string | undefined> {
  const { contentType, bytes } = await formOf([file]);
  const headers = { ...OURS, 'content-type': contentType };
  const answer = await from.post(addressFor(ctx), { headers, data: bytes, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  return answer.headers().location;
}

/** Sends the beginning of a form; the rest does not come. */
function begin(
  stack: Stack,
  { ctx, token }: SignedIn,
  headers: Record<string, string>,
  part: Buffer,
): ClientRequest {
  const cookie = `accord.session=${token}`;
  const call = request(new URL(addressFor(ctx), stack.appUrl), {
    method: 'POST',
    headers: { ...OURS, cookie, ...headers },
  });
  call.on('error', () => {
    // This test or the server cuts the connection.
  });
  call.write(part);
  return call;
}

const recordsOf = (ctx: Ctx) => listUploads(ctx.db, ctx.companyId, 'Accounting', 20);
const namesOf = async (ctx: Ctx, outcome: string) =>
  (await recordsOf(ctx)).filter((file) => file.outcome === outcome).map(({ name }) => name);

test('of one business three forms arrive at a time in one process; the place of one that breaks off is free again', async ({
  context: { request: browser },
  customer: { ctx, token },
  stack,
}) => {
  await agree(ctx, 'lending');
  const { contentType, bytes } = await formOf([
    { name: 'tool.exe', bytes: Buffer.from('MZ') },
    pdf('held.pdf', 300_000),
  ]);
  const part = bytes.subarray(0, -100_000);
  const begun: ClientRequest[] = [];
  const held: ClientRequest[] = [];
  try {
    // With several processes one may be full before the other.
    while (held.length < 3 * stack.webs) {
      const call = begin(stack, { ctx, token }, { 'content-type': contentType }, part);
      begun.push(call);
      let isRefused = false;
      call.once('response', () => {
        isRefused = true;
      });
      // Its first file is refused and recorded: from then on the form holds a slot.
      const hasPlace = async () => (await namesOf(ctx, 'type')).length > held.length;
      await expect.poll(async () => isRefused || (await hasPlace())).toBe(true);
      if (!isRefused) held.push(call);
    }
    // With one process: three, and no fourth before one is released.
    if (stack.webs === 1) expect(begun).toHaveLength(3);
    expect(await post(browser, ctx, pdf('fourth.pdf'))).toBe(`${PAGE}?problem=busy`);
    held[0]?.destroy();
    await expect.poll(() => namesOf(ctx, 'cut')).toEqual(['held.pdf']);
    await expect.poll(() => post(browser, ctx, NOTHING)).toBe(`${PAGE}?problem=none`);
    await expect.poll(() => post(browser, ctx, pdf('fourth.pdf'))).toBe(PAGE);
    expect(await namesOf(ctx, 'sent')).toEqual(['fourth.pdf']);
  } finally {
    for (const call of begun) call.destroy();
  }
});

test('a form that says that it is too long is not read', async ({ customer: { ctx, token }, stack }) => {
  await agree(ctx, 'lending');
  const { contentType, bytes } = await formOf([pdf('long.pdf', 100_000)]);
  const length = String(401 * 1024 * 1024);
  const headers = { 'content-type': contentType, 'content-length': length };
  const call = begin(stack, { ctx, token }, headers, bytes.subarray(0, 50_000));
  const [answer]: IncomingMessage[] = await once(call, 'response');
  call.destroy();
  expect(answer?.statusCode).toBe(303);
  expect(answer?.headers.location).toBe(`${PAGE}?problem=too-much`);
  expect(await recordsOf(ctx)).toEqual([]);
});

test('after too many files nothing is passed on, and the page says so', async ({
  page,
  context: { request: browser },
  customer: { ctx },
  stack,
}) => {
  await agree(ctx, 'lending');
  await exhaust(stack, 'file-upload', ctx);
  expect(await post(browser, ctx, pdf('more.pdf'))).toBe(PAGE);
  expect(await namesOf(ctx, 'too-many')).toEqual(['more.pdf']);
  await page.goto(PAGE);
  await expect(page.getByRole('alert').filter({ hasText: 'more.pdf' })).toContainText(
    WORDS.en.upload.problem['too-many'],
  );
});
