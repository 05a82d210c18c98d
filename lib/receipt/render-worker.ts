// Worker thread that renders receipt PDFs one after another, independent of the process around it.
import { parentPort } from 'node:worker_threads';
import { renderReceiptPdf } from './render-pdf';
import type { RenderAnswer, RenderOrder } from './render-thread';

async function render({ id, receipt, jws, verifyUrl }: RenderOrder): Promise<RenderAnswer> {
  try {
    // A copy of exactly its size: a transfer must not include a larger buffer.
    return { id, paper: Uint8Array.from(await renderReceiptPdf(receipt, jws, verifyUrl)) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (order: RenderOrder) => {
  void render(order).then((answer) =>
    parentPort?.postMessage(answer, 'paper' in answer ? [answer.paper.buffer as ArrayBuffer] : []),
  );
});
