// Streamed download of a ledger: one page of lines at a time with back-pressure, in the business's fair turn.
import { createTurns, type InTurn } from '../security/turns';

/** A client that reads nothing for this long counts as gone, whatever its connection says. */
const PATIENCE_MS = 60_000;

/** A page of lines takes this process a few milliseconds. */
const LONGEST_REST_MS = 20;

/** Kept on the process: Next loads modules more than once. */
const holder = globalThis as typeof globalThis & { accordExports?: InTurn };

function inTurn<T>(companyId: string, work: () => Promise<T>): Promise<T> {
  holder.accordExports ??= createTurns(LONGEST_REST_MS);
  return holder.accordExports(companyId, work);
}

type Lines = AsyncGenerator<string, void, void>;

/** @param lines JSON Lines of the business, from `exportLedger` */
export function exportResponse(
  companyId: string,
  lines: Lines,
  now: Date,
  patienceMs = PATIENCE_MS,
): Response {
  const name = `consent-ledger-${now.toISOString().slice(0, 10)}.jsonl`;
  return new Response(streamOf(companyId, lines, patienceMs), {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

function streamOf(companyId: string, lines: Lines, patienceMs: number): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let patience: ReturnType<typeof setTimeout> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        clearTimeout(patience);
        try {
          const { done, value } = await inTurn(companyId, () => lines.next());
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
    // One page is prepared ahead of the reader, and no more.
    { highWaterMark: 1 },
  );
}
