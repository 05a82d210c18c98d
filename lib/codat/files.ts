// Calls about files at Codat, which the SDK lacks: stream a file up, list the existing ones.
import { Upstream } from '../errors';
import type { FileDoor } from './client';
import { timeUp } from './fetcher';
import { toSourceType } from './transform';

/** Factor on the timeout: Codat stores a file before it answers. */
const PATIENCE = 4;

export interface FileToSend {
  /** Cleaned, because it becomes a header. */
  name: string;
  /** A GUID. The bytes cannot be sent twice, so nothing here repeats the call. */
  key: string;
  /** An error ends the call before its last line, so that Codat stores no file. */
  chunks: AsyncIterable<Uint8Array>;
}

/**
 * Forwards one file while it arrives: only the part in transit is in memory.
 * @throws Upstream when Codat failed; errors of `chunks`, after the call to Codat was cut off
 */
export async function sendCodatFile(
  files: FileDoor,
  place: { companyId: string; connectionId: string },
  file: FileToSend,
): Promise<void> {
  const boundary = `accord-${crypto.randomUUID()}`;
  const cut = new AbortController();
  const body = streamOf(formOf(file, boundary), files.timeoutMs * PATIENCE);
  const init = {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'idempotency-key': file.key,
    },
    body: body.stream,
    // The whole body is sent before the answer; fetch requires this option for a stream.
    duplex: 'half' as const,
    signal: cut.signal,
  };
  const { companyId, connectionId } = place;
  try {
    await files.ask(
      { method: 'POST', path: '/companies/:companyId/connections/:connectionId/files', companyId },
      `/companies/${companyId}/connections/${connectionId}/files`,
      init,
      body.failed,
    );
    // A success for half a file does not count.
    if (!body.isWhole()) throw new Upstream('garbage', { answered: true });
  } finally {
    body.release();
    cut.abort();
  }
}

async function* formOf({ name, chunks }: FileToSend, boundary: string): AsyncGenerator<Uint8Array> {
  const text = (value: string) => new TextEncoder().encode(value);
  const quoted = name.replace(/["\r\n]/g, '_');
  yield text(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  yield* chunks;
  yield text(`\r\n--${boundary}--\r\n`);
}

/**
 * A stream at Codat's speed. The clock runs only while Codat is to read: the time that the customer's browser
 * needs is not Codat's.
 */
function streamOf(source: AsyncGenerator<Uint8Array>, patienceMs: number) {
  let timer: NodeJS.Timeout | undefined;
  let isWhole = false;
  let isReleased = false;
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Handled by the caller that waits for the answer; otherwise a late failure is ignored.
  failed.catch(() => {});
  const codatsTurn = () => {
    if (isReleased) return;
    timer = setTimeout(() => fail(timeUp()), patienceMs);
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start: codatsTurn,
      async pull(controller) {
        clearTimeout(timer);
        try {
          const next = await source.next();
          if (next.done === true) {
            isWhole = true;
            controller.close();
          } else controller.enqueue(next.value);
          codatsTurn();
        } catch (error) {
          fail(error);
          controller.error(error);
        }
      },
      async cancel() {
        await source.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  const release = () => {
    clearTimeout(timer);
    isReleased = true;
  };
  return { stream, failed, isWhole: () => isWhole, release };
}

export interface CodatFile {
  name: string;
  sourceType: ReturnType<typeof toSourceType>;
  uploadedAt: Date | null;
}

/** Every file that a company sent, oldest first. @throws Upstream */
export async function listCodatFiles(files: FileDoor, companyId: string): Promise<CodatFile[]> {
  const answer = await files.ask(
    { method: 'GET', path: '/companies/:companyId/files', companyId },
    `/companies/${companyId}/files`,
  );
  return answer.wholeList().flatMap((wire) => {
    const name = wire.at('fileName').must().text();
    if (name === null) return [];
    return [
      {
        name,
        sourceType: toSourceType(wire.at('sourceType').must()),
        uploadedAt: wire.at('uploaded').must().date(),
      },
    ];
  });
}
