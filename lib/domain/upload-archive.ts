// Owns whether an archive is the Office document that its name says. Only its table of contents is read: nothing is unpacked.
import type { FileType } from './upload';

/** Bytes at the end that are kept to read the table of contents: documents of thousands of parts fit. */
export const TAIL_BYTES = 256 * 1024;

/** Office's own files unpack to some ten times their size; deflate can do a thousand. */
const MOST_INFLATION = 100;
/** Bytes that any document may unpack to, however small it is. */
const ALWAYS_FINE = 20 * 1024 * 1024;

const END_SIZE = 22;
const ENTRY_SIZE = 46;
const FOLDER: Partial<Record<FileType, string>> = { docx: 'word/', xlsx: 'xl/', xlsb: 'xl/', pptx: 'ppt/' };

type ArchiveProblem = 'content' | 'locked' | 'bomb';

interface Entry {
  name: string;
  isLocked: boolean;
  packed: number;
  unpacked: number;
}

/**
 * @param tail the last bytes of the file, all of a small one
 * @param size bytes of the whole file
 * @returns null when it is a document of the type
 */
export function archiveProblem(type: FileType, tail: Uint8Array, size: number): ArchiveProblem | null {
  const entries = readEntries(tail, size);
  const folder = FOLDER[type];
  // A table that is damaged, cut off or larger than any document needs: whoever opens it is on their own.
  if (entries === null || folder === undefined) return 'content';
  const isDocument =
    entries.some(({ name }) => name === '[Content_Types].xml') &&
    entries.some(({ name }) => name.startsWith(folder));
  if (!isDocument) return 'content';
  if (entries.some(({ isLocked }) => isLocked)) return 'locked';
  const sum = (of: (entry: Entry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  // Parts that lie over each other are packed once and unpacked many times.
  const overlaps = sum(({ packed }) => packed) > size;
  return overlaps || sum(({ unpacked }) => unpacked) > Math.max(ALWAYS_FINE, size * MOST_INFLATION)
    ? 'bomb'
    : null;
}

/** As PKWARE's APPNOTE describes them; null when the table is not whole within the tail. */
function readEntries(tail: Uint8Array, size: number): Entry[] | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true) - (size - tail.byteLength);
  // The larger format marks its numbers like this; a document of 10 MB has no need of it.
  if (count === 0xffff || start < 0) return null;
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    const next = at + ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return null;
    entries.push({
      // Some programs write backslashes, and every reader takes them.
      name: new TextDecoder()
        .decode(tail.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength))
        .replaceAll('\\', '/'),
      isLocked: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
    });
    at = next;
  }
  return entries;
}

/** Where the record of the end begins: its comment, at most 64 KB, reaches to the end of the file. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    const isHere = view.getUint32(at, true) === 0x06054b50;
    if (isHere && view.getUint16(at + 20, true) === last - at) return at;
  }
  return null;
}
