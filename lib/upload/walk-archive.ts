// Streaming measure of an archive: parts are inflated, counted and dropped, then compared with its central directory.
import { createInflateRaw } from 'node:zlib';
import { type ArchivePart, isTooMuch, MOST_PARTS, readPart } from '../domain/upload/upload-archive';

export interface ArchiveWalk {
  /** @returns `bomb` to stop; null to continue */
  push(chunk: Buffer): Promise<'bomb' | null>;
  /** The parts in order of arrival; null if they do not follow one another. */
  parts(): readonly ArchivePart[] | null;
}

type Step = 'head' | 'stored' | 'deflated' | 'descriptor' | 'over';

/** Inflates chunks of one part and keeps only their length. */
function createMeasure(isTooLong: (unpacked: number) => boolean) {
  const inflate = createInflateRaw();
  let unpacked = 0;
  let failed: Error | null = null;
  inflate.on('error', (error) => {
    failed ??= error;
  });
  inflate.on('data', (piece: Buffer) => {
    unpacked += piece.length;
    if (isTooLong(unpacked)) inflate.destroy();
  });
  return {
    unpacked: () => unpacked,
    /** @returns the number of bytes that belonged to the part; null if it is damaged or too large */
    async take(piece: Buffer): Promise<number | null> {
      const before = inflate.bytesWritten;
      await new Promise<void>((resolve) => {
        inflate.once('close', resolve);
        inflate.write(piece, () => {
          inflate.off('close', resolve);
          resolve();
        });
      });
      return failed === null && !isTooLong(unpacked) ? inflate.bytesWritten - before : null;
    },
    end: () => inflate.destroy(),
  };
}

export function walkArchive(): ArchiveWalk {
  const parts: ArchivePart[] = [];
  let [waiting, passed, unpackedBefore]: [Buffer, number, number] = [Buffer.alloc(0), 0, 0];
  let step: Step = 'head';
  let isWhole = true;
  let measure: ReturnType<typeof createMeasure> | undefined;
  let part: ArchivePart | undefined;
  /** For a stored (uncompressed) part: the remaining bytes. */
  let left = 0;

  function leave(whole: boolean): null {
    isWhole &&= whole;
    step = 'over';
    measure?.end();
    return null;
  }

  const isOver = () => step === 'over';

  function use(length: number): void {
    waiting = waiting.subarray(length);
    passed += length;
  }

  function close(unpacked: number, packed: number): void {
    if (part === undefined) return;
    unpackedBefore += unpacked;
    // Compared with the size in the part's local header, if it has one there.
    if (!part.isOpen && part.packed !== packed) leave(false);
    parts.push({ ...part, packed, unpacked });
    if (step !== 'over') step = part.isOpen ? 'descriptor' : 'head';
    part = undefined;
  }

  /** @returns false if more bytes are needed */
  function readHead(): boolean {
    const read = readPart(waiting, passed);
    if (read === 'more') return false;
    if (read === 'table' || read === 'other' || read.part.isLocked) {
      leave(read !== 'other');
      return false;
    }
    use(read.length);
    part = read.part;
    left = part.packed;
    if (part.method === 'deflated') {
      measure = createMeasure((unpacked) => isTooMuch(unpackedBefore + unpacked, passed + waiting.length));
      step = 'deflated';
    } else if (part.method === 'stored' && !part.isOpen) step = 'stored';
    else leave(false);
    return step !== 'over';
  }

  function skipStored(): boolean {
    const length = Math.min(left, waiting.length);
    use(length);
    left -= length;
    if (left > 0) return false;
    close(part?.packed ?? 0, part?.packed ?? 0);
    return true;
  }

  async function inflateSome(): Promise<'bomb' | boolean> {
    if (measure === undefined || waiting.length === 0) return false;
    const taken = await measure.take(waiting);
    if (taken === null) {
      const isBomb = isTooMuch(unpackedBefore + measure.unpacked(), passed + waiting.length);
      leave(false);
      return isBomb ? 'bomb' : false;
    }
    const isOver = taken < waiting.length;
    use(taken);
    if (!isOver) return false;
    measure.end();
    close(measure.unpacked(), passed - (part?.dataAt ?? 0));
    return true;
  }

  function skipDescriptor(): boolean {
    if (waiting.length < 16) return false;
    use(waiting.readUInt32LE(0) === 0x08074b50 ? 16 : 12);
    step = 'head';
    return true;
  }

  async function next(): Promise<'bomb' | boolean> {
    switch (step) {
      case 'head':
        return readHead();
      case 'stored':
        return skipStored();
      case 'deflated':
        return inflateSome();
      case 'descriptor':
        return skipDescriptor();
      case 'over':
        return false;
      default:
        return step satisfies never;
    }
  }

  return {
    push: async (chunk) => {
      if (isOver()) return null;
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      for (;;) {
        const went = await next();
        if (typeof went === 'string') return went;
        if (parts.length > MOST_PARTS) return 'bomb';
        if (!went) break;
      }
      if (isOver()) waiting = Buffer.alloc(0);
      return null;
    },
    parts: () => (isWhole && part === undefined ? parts : null),
  };
}
