import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sampleReceipt, sampleReceiptEvent, signedReceipt } from '@/e2e/sample-receipts';
import { renderReceiptPdf } from './render-pdf';
import { createRenderThread, type RenderThread } from './render-thread';

const VERIFY = 'https://consent.meridian.example/verify';
const threads: RenderThread[] = [];
const thread = (given: Parameters<typeof createRenderThread>[0] = {}) => {
  const made = createRenderThread(given);
  threads.push(made);
  return made;
};
afterEach(async () => {
  for (const each of threads.splice(0)) await each.end();
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'accord-thread-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function script(text: string): Promise<string> {
  const file = path.join(folder, `${crypto.randomUUID()}.mjs`);
  await writeFile(file, `import { parentPort } from 'node:worker_threads';\n${text}`);
  return file;
}

async function order() {
  const receipt = sampleReceipt(sampleReceiptEvent('given', 'fr'));
  return [receipt, await signedReceipt(receipt), VERIFY] as const;
}

test('the paper is the one that this thread would make', async () => {
  const [receipt, jws] = await order();
  const paper = await thread().render(receipt, jws, VERIFY);
  expect(Buffer.from(paper).equals(Buffer.from(await renderReceiptPdf(receipt, jws, VERIFY)))).toBe(true);
});

test('each answer finds its order, whatever order they come in', async () => {
  const backwards = await script(`const orders = [];
    parentPort.on('message', (order) => {
      orders.push(order);
      if (orders.length === 3)
        for (const { id, jws } of orders.reverse()) parentPort.postMessage({ id, paper: Buffer.from(jws) });
    });`);
  const [receipt] = await order();
  const { render } = thread({ script: backwards });
  const papers = await Promise.all(['a', 'b', 'c'].map((jws) => render(receipt, jws, VERIFY)));
  expect(papers.map((paper) => Buffer.from(paper).toString())).toEqual(['a', 'b', 'c']);
});

test.each([
  ['it fails', "({ id }) => parentPort.postMessage({ id, problem: 'no face' })", 'no face'],
  ['it ends', '() => process.exit(3)', 'ended with 3'],
  ['it breaks', "() => { throw new Error('broken'); }", 'broken'],
  ['it says nothing', '() => {}', 'took too long'],
])('an order fails when %s, and the next one has a thread again', async (_what, handle, problem) => {
  const [receipt] = await order();
  const odd = await script(`const fails = ${handle};
    parentPort.on('message', (order) =>
      order.jws === 'bad' ? fails(order) : parentPort.postMessage({ id: order.id, paper: Buffer.from('paper') }));`);
  const { render } = thread({ script: odd, patienceMs: 1_500 });
  await expect(render(receipt, 'bad', VERIFY)).rejects.toThrow(problem);
  expect(Buffer.from(await render(receipt, 'good', VERIFY)).toString()).toBe('paper');
});

test('a thread that nobody needs ends by itself', async () => {
  const [receipt] = await order();
  const count = await script(`let orders = 0;
    parentPort.on('message', ({ id }) => parentPort.postMessage({ id, paper: Buffer.from(String((orders += 1))) }));`);
  const { render } = thread({ script: count, idleMs: 50 });
  const next = async () => Buffer.from(await render(receipt, 'x', VERIFY)).toString();
  expect([await next(), await next()]).toEqual(['1', '2']);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await next()).toBe('1');
});
