// Calls about files at Codat, which the SDK lacks: stream one up, list those that are there.
import { Upstream } from '../errors';
import type { FileDoor } from './client';
import { timeUp } from './fetcher';
import { toSourceType } from './transform';

/** Codat stores a file before it answers: it may take longer than for other calls. */
const PATIENCE = 4;

export interface FileToSend {
  /** Cleaned: it stands in a header. */
  name: string;
  /** A GUID. The bytes cannot be sent twice, so that nothing here repeats the call. */
  key: string;
  /** Throwing ends the call before its last line, so that Codat has no file. */
  chunks: AsyncIterable<Uint8Array>;
}

/**
 * Hands one file over while it arrives: no more of it is in memory than is on its way.
 * @throws Upstream when Codat failed; whatever `chunks` throws, once Codat was cut off
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
    // The body is sent before the answer is waited for; fetch insists on hearing it.
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
    // An acknowledgement of half a file does not count.
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
 * A stream that is read as fast as Codat takes it. The clock runs only while it is Codat's turn: how long the customer's
 * browser needs is not Codat's fault.
 */
function streamOf(source: AsyncGenerator<Uint8Array>, patienceMs: number) {
  let timer: NodeJS.Timeout | undefined;
  let isWhole = false;
  let isReleased = false;
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Handled by the caller that waits for the answer; without one, a late failure is ignored.
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
