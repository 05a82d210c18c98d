// Streaming parser of a multipart form: one file after another, with back-pressure.
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { FILE_BYTES } from '../domain/upload/upload';
import { Refused } from './refused';

/** Number of files per form with a result of their own; further ones have none. */
const FILES_IN_FORM = 60;
/** A browser that sends nothing for this long counts as gone (milliseconds). */
const SILENCE_MS = 30_000;
/** Bytes. Twenty files of ten megabytes, and as much again for files that are refused as too large. */
export const FORM_BYTES = 400 * 1024 * 1024;

/** `broken`: incomplete, or no form. `too-much`: the rest was not read. */
export type FormEnd = 'whole' | 'broken' | 'too-much';

export interface FormBounds {
  silenceMs?: number | undefined;
  maxBytes?: number | undefined;
}

export interface FormFile {
  /** As sent by the browser. */
  rawName: string;
  /** Always the same stream. Throws Refused: `size` after the last allowed byte, or `cut`. */
  chunks: AsyncGenerator<Buffer>;
}

/**
 * @param contentType of the request, with its boundary
 * @param take is called for one file at a time; bytes that it leaves are drained
 * @throws errors of `take`: the rest is then not read
 */
export async function readForm(
  contentType: string,
  body: Readable,
  take: (file: FormFile) => Promise<void>,
  { silenceMs = SILENCE_MS, maxBytes = FORM_BYTES }: FormBounds = {},
): Promise<FormEnd> {
  const form = openForm(contentType);
  if (form === null) {
    body.destroy();
    return 'broken';
  }
  let queue = Promise.resolve();
  const open = new Set<BusboyFileStream>();
  form.on('file', (_field: string, stream: BusboyFileStream, rawName: string | undefined) => {
    open.add(stream);
    // The reader of the stream gets the error at once; a queued file, when its turn comes.
    stream.on('error', () => {});
    const chunks = chunksOf(stream, silenceMs, () => body.destroy(new Refused('cut')));
    queue = queue
      .then(() => take({ rawName: rawName ?? '', chunks }))
      .then(() => drain(chunks))
      .finally(() => open.delete(stream));
    queue.catch(() => {
      body.destroy();
      // Destroying a body that was fully read does not end the form.
      form.destroy(new Refused('cut'));
    });
  });
  let isTooMuch = false;
  const counted = countTo(maxBytes, () => {
    isTooMuch = true;
  });
  const end = await pipeline(body, counted, form).then(
    () => 'whole' as const,
    () => {
      for (const stream of open) stream.destroy(new Refused('cut'));
      return isTooMuch ? ('too-much' as const) : ('broken' as const);
    },
  );
  await queue;
  return end;
}

/** Stops at the limit, whatever the Content-Length: the excess is read and dropped. */
function countTo(maxBytes: number, onTooMuch: () => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= maxBytes) return done(null, chunk);
      onTooMuch();
      done(new Refused('cut'));
    },
  });
}

function openForm(contentType: string): BusboyInstance | null {
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType)) return null;
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fileSize: FILE_BYTES,
        files: FILES_IN_FORM,
        fields: 4,
        fieldSize: 1024,
        parts: FILES_IN_FORM + 4,
        headerPairs: 16,
      },
    });
  } catch {
    return null;
  }
}

async function* chunksOf(
  stream: BusboyFileStream,
  silenceMs: number,
  hangUp: () => void,
): AsyncGenerator<Buffer> {
  // The parser continues only after a file was read to its end: nothing here may close it early.
  const chunks: AsyncIterator<Buffer> = stream.iterator({ destroyOnReturn: false });
  for (;;) {
    const timer = setTimeout(hangUp, silenceMs);
    let next: IteratorResult<Buffer>;
    try {
      next = await chunks.next();
    } catch {
      throw new Refused('cut');
    } finally {
      clearTimeout(timer);
    }
    if (next.done === true) break;
    yield next.value;
  }
  if (stream.truncated) throw new Refused('size');
}

async function drain(chunks: AsyncGenerator<Buffer>): Promise<void> {
  try {
    for (;;) if ((await chunks.next()).done === true) return;
  } catch {
    // The reader of the stream has had the same error and reports it.
  }
}
