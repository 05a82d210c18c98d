// Streamed download of a ledger: a page of lines at a time, as fast as it is taken, and given up where nobody takes it.

/** A reader that takes nothing for so long has gone, whatever its connection says. */
const PATIENCE_MS = 60_000;

/** @param lines JSON Lines, as `exportLedger` gives them */
export function exportResponse(
  lines: AsyncGenerator<string, void, void>,
  now: Date,
  patienceMs = PATIENCE_MS,
): Response {
  const name = `consent-ledger-${now.toISOString().slice(0, 10)}.jsonl`;
  return new Response(streamOf(lines, patienceMs), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

function streamOf(lines: AsyncGenerator<string, void, void>, patienceMs: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let patience: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        clearTimeout(patience);
        try {
          const { done, value } = await lines.next();
          if (done === true) {
            controller.close();
            return;
          }
          controller.enqueue(encoder.encode(value));
        } catch (error) {
          controller.error(error);
          return;
        }
        patience = setTimeout(() => {
          controller.error(new Error('nobody takes the export'));
          void lines.return();
        }, patienceMs);
        patience.unref();
      },
      cancel: async () => {
        clearTimeout(patience);
        await lines.return();
      },
    },
    // One page waits ahead of the reader, and no more.
    { highWaterMark: 1 },
  );
}
