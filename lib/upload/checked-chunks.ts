// Streaming check of a file: its first bytes, its size, its hash, and the sizes inside an archive. No byte is stored.
import { createHash } from 'node:crypto';
import type { FileType } from '../domain/upload/upload';
import { archiveProblem, TAIL_BYTES } from '../domain/upload/upload-archive';
import { contentProblem, HEAD_BYTES, isArchive } from '../domain/upload/upload-content';
import { Refused } from './refused';
import { walkArchive } from './walk-archive';

export interface Checked {
  chunks: AsyncGenerator<Uint8Array>;
  /** Number of bytes so far. */
  bytes: () => number;
}

/**
 * Reads and checks the first bytes, before any call.
 * @param last runs after the last byte of an accepted file, before the stream ends: it may still refuse
 * @throws Refused
 */
export async function checkChunks(
  type: FileType,
  source: AsyncGenerator<Buffer>,
  last: (facts: { bytes: number; sha256: string }) => Promise<void>,
): Promise<Checked> {
  const head: Buffer[] = [];
  let bytes = 0;
  while (bytes < HEAD_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    head.push(next.value);
    bytes += next.value.length;
  }
  if (bytes === 0) throw new Refused('empty');
  const problem = contentProblem(type, Buffer.concat(head).subarray(0, HEAD_BYTES));
  if (problem !== null) throw new Refused(problem);
  bytes = 0;
  const hash = createHash('sha256');
  const tail = createTail();
  const walk = walkArchive();

  async function* chunks(): AsyncGenerator<Uint8Array> {
    const pass = async (chunk: Buffer) => {
      bytes += chunk.length;
      hash.update(chunk);
      if (!isArchive(type)) return chunk;
      tail.push(chunk);
      const flaw = await walk.push(chunk);
      if (flaw !== null) throw new Refused(flaw);
      return chunk;
    };
    for (const chunk of head.splice(0)) yield await pass(chunk);
    // Not `for await`: a consumer that stops early must leave the rest to be drained.
    for (;;) {
      const next = await source.next();
      if (next.done === true) break;
      yield await pass(next.value);
    }
    const flaw = isArchive(type) ? archiveProblem(type, tail.bytes(), bytes, walk.parts()) : null;
    if (flaw !== null) throw new Refused(flaw);
    await last({ bytes, sha256: hash.digest('hex') });
  }
  return { chunks: chunks(), bytes: () => bytes };
}

/** Keeps the last bytes of the stream, rounded up to whole chunks. */
function createTail() {
  const kept: Buffer[] = [];
  let length = 0;
  return {
    push(chunk: Buffer) {
      // A copy: a small view would keep its whole buffer in memory.
      kept.push(Buffer.from(chunk));
      length += chunk.length;
      for (let first = kept[0]; first && length - first.length >= TAIL_BYTES; first = kept[0]) {
        length -= first.length;
        kept.shift();
      }
    },
    bytes: () => Buffer.concat(kept),
  };
}
