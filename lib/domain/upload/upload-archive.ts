// Check of an archive against the Office type of its name: by its central directory, and by the measured part sizes.
import type { FileType } from './upload';

/** Bytes kept from the end, to read the central directory: enough for documents of thousands of parts. */
export const TAIL_BYTES = 256 * 1024;

/** Real Office files unpack to about ten times their size; deflate can reach a thousand. */
const MOST_INFLATION = 100;
/** Any document may unpack to this many bytes, however small it is. */
const ALWAYS_FINE = 20 * 1024 * 1024;
/** No document unpacks to this many bytes, however large it is. */
const NEVER_FINE = 300 * 1024 * 1024;
/** No document has more parts. */
export const MOST_PARTS = 5000;

/** @param packed bytes of the file received so far */
export function isTooMuch(unpacked: number, packed: number): boolean {
  return unpacked > Math.min(NEVER_FINE, Math.max(ALWAYS_FINE, packed * MOST_INFLATION));
}

const END_SIZE = 22;
const ENTRY_SIZE = 46;
const FOLDER: Partial<Record<FileType, string>> = { docx: 'word/', xlsx: 'xl/', xlsb: 'xl/', pptx: 'ppt/' };

type ArchiveProblem = 'content' | 'locked' | 'bomb';

interface Entry {
  name: string;
  isLocked: boolean;
  packed: number;
  unpacked: number;
  /** Offset of its local header in the file. */
  at: number;
}

/**
 * @param tail the last bytes of the file, or all of a small one
 * @param size bytes of the whole file
 * @param parts as measured; null if they do not follow one another
 * @returns null for a document of that type
 */
export function archiveProblem(
  type: FileType,
  tail: Uint8Array,
  size: number,
  parts: readonly ArchivePart[] | null,
): ArchiveProblem | null {
  const entries = readEntries(tail, size);
  const folder = FOLDER[type];
  // A damaged, truncated or oversized directory: no program can open the file safely.
  if (entries === null || folder === undefined) return 'content';
  const isDocument =
    entries.some(({ name }) => name === '[Content_Types].xml') &&
    entries.some(({ name }) => name.startsWith(folder)) &&
    !entries.some(({ name }) => leadsOut(name));
  if (!isDocument) return 'content';
  if (entries.some(({ isLocked }) => isLocked)) return 'locked';
  const sum = (of: (entry: Entry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  // Overlapping parts are packed once and unpacked many times.
  const overlaps = sum(({ packed }) => packed) > size;
  if (
    overlaps ||
    isTooMuch(
      sum(({ unpacked }) => unpacked),
      size,
    )
  )
    return 'bomb';
  return parts !== null && isTold(entries, parts) ? null : 'content';
}

/** A name that would unpack outside of the target folder. */
const leadsOut = (name: string) => /^([a-z]:)?\/|(^|\/)\.\.(\/|$)/i.test(name);

/** A directory with other parts or sizes than the file's would deceive the program that opens it. */
function isTold(entries: readonly Entry[], parts: readonly ArchivePart[]): boolean {
  const came = new Map(parts.map((part) => [part.at, part]));
  return (
    entries.length === parts.length &&
    entries.every(({ at, name, packed, unpacked }) => {
      const part = came.get(at);
      came.delete(at);
      return part?.name === name && part.packed === packed && part.unpacked === unpacked;
    })
  );
}

/** A part as its local header describes it, and as measured. */
export interface ArchivePart {
  name: string;
  /** Offsets of its local header and of its content in the file. */
  at: number;
  dataAt: number;
  isLocked: boolean;
  method: 'stored' | 'deflated' | 'other';
  /** Its size follows the content. */
  isOpen: boolean;
  packed: number;
  unpacked: number;
}

const PART_SIZE = 30;
const METHODS: Partial<Record<number, ArchivePart['method']>> = { 0: 'stored', 8: 'deflated' };

/**
 * Reads the local header of the next part.
 * @param bytes from its beginning on
 * @param at offset of these bytes in the file
 * @returns `more`: incomplete, wait for more bytes; `table`: the parts have ended
 */
export function readPart(
  bytes: Uint8Array,
  at: number,
): { part: ArchivePart; length: number } | 'more' | 'table' | 'other' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4) return 'more';
  const signature = view.getUint32(0, true);
  if (signature === 0x02014b50 || signature === 0x06054b50) return 'table';
  if (signature !== 0x04034b50) return 'other';
  if (bytes.length < PART_SIZE) return 'more';
  const nameEnd = PART_SIZE + view.getUint16(26, true);
  const length = nameEnd + view.getUint16(28, true);
  if (bytes.length < length) return 'more';
  const flags = view.getUint16(6, true);
  const part = {
    name: nameOf(bytes.subarray(PART_SIZE, nameEnd)),
    at,
    dataAt: at + length,
    isLocked: (flags & 1) === 1,
    method: METHODS[view.getUint16(8, true)] ?? 'other',
    isOpen: (flags & 8) === 8,
    packed: view.getUint32(18, true),
    unpacked: view.getUint32(22, true),
  };
  return { part, length };
}

/** Some programs write backslashes, and all readers accept them. */
const nameOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll('\\', '/');

/** As in PKWARE's APPNOTE; null when the directory does not fit in the tail. */
function readEntries(tail: Uint8Array, size: number): Entry[] | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true) - (size - tail.byteLength);
  // ZIP64 marks its numbers like this; a document of 10 MB does not need it.
  if (count === 0xffff || start < 0) return null;
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== 0x02014b50) return null;
    const nameLength = view.getUint16(at + 28, true);
    const next = at + ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return null;
    entries.push({
      name: nameOf(tail.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength)),
      isLocked: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = next;
  }
  return entries;
}

/** Offset of the end record: its comment, at most 64 KB, reaches to the end of the file. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    const isHere = view.getUint32(at, true) === 0x06054b50;
    if (isHere && view.getUint16(at + 20, true) === last - at) return at;
  }
  return null;
}
