// Check of a file's first bytes against its name, as tolerant as the programs that open it.
import type { FileType, UploadRefusal } from './upload';

/** Bytes that are checked before the file is passed on. */
export const HEAD_BYTES = 4096;

export type Family = 'pdf' | 'zip' | 'ole' | 'jpeg' | 'png' | 'text';

type ContentProblem = Extract<UploadRefusal, 'content' | 'locked' | 'web-page' | `is-${string}`>;

const FAMILY_OF: Record<FileType, Family> = {
  pdf: 'pdf',
  xls: 'ole',
  doc: 'ole',
  ppt: 'ole',
  xlsx: 'zip',
  xlsb: 'zip',
  docx: 'zip',
  pptx: 'zip',
  jpeg: 'jpeg',
  jpg: 'jpeg',
  png: 'png',
  csv: 'text',
};

const SIGNATURES: readonly (readonly [Family, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** Beginnings of files that are executed or shown as a web page, whatever follows. */
const ACTIVE: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x23, 0x21],
  [0xca, 0xfe, 0xba, 0xbe],
  [0xcf, 0xfa, 0xed, 0xfe],
];

const beginsWith = (head: Uint8Array, bytes: readonly number[]) =>
  bytes.every((byte, index) => head[index] === byte);

/** The type of the bytes; null for none of the accepted types. */
export function familyOf(head: Uint8Array): Family | null {
  if (ACTIVE.some((bytes) => beginsWith(head, bytes))) return null;
  const signed = SIGNATURES.find(([, bytes]) => beginsWith(head, bytes));
  if (signed !== undefined) return signed[0];
  const isPage = isWebPage(head);
  if (!isPage && latin(head.subarray(0, PDF_HEADER_WITHIN)).includes('%PDF-')) return 'pdf';
  return textOf(head) === null ? null : 'text';
}

/** PDF readers search the header within this range: banks' programs write blanks, marks or printer commands before it. */
const PDF_HEADER_WITHIN = 1024;

const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

/** A saved web page, or XML: spreadsheet programs open both under their own extensions. */
function isWebPage(head: Uint8Array): boolean {
  return /^\s*(<!--|<!doctype html|<\?xml|<(html|head|meta|table|style|body|div)\b)/i.test(
    textOf(head) ?? '',
  );
}

/** @returns null for binary content, which has control characters */
function textOf(head: Uint8Array): string | null {
  // The byte order mark of UTF-16; some programs leave it out.
  const mark =
    head[0] === 0xff && head[1] === 0xfe ? 'le' : head[0] === 0xfe && head[1] === 0xff ? 'be' : null;
  if (mark !== null) return utf16(head.subarray(2), mark === 'le', 0);
  if (isPlain(head)) return latin(head).replace(/^\u00ef\u00bb\u00bf/, '');
  return utf16(head, true, HALF) ?? utf16(head, false, HALF);
}

const isPlain = (head: Uint8Array) =>
  head.every((byte, index) => isTextUnit(byte, index === head.length - 1));

/** Tab, line feed, form feed, carriage return; and Ctrl-Z, the end of a DOS file. */
const isTextUnit = (unit: number, isLast: boolean): boolean =>
  unit >= 0x20 || [0x09, 0x0a, 0x0c, 0x0d].includes(unit) || (unit === 0x1a && isLast);

const HALF = 0.5;

/** @param leastLatin minimum share of characters below U+0100; with fewer it is probably not UTF-16 */
function utf16(bytes: Uint8Array, isLittle: boolean, leastLatin: number): string | null {
  if (bytes.length % 2 === 1) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = Array.from({ length: bytes.length >> 1 }, (_, index) => view.getUint16(index * 2, isLittle));
  const isAllText = units.every(
    (unit, index) => isTextUnit(unit, index === units.length - 1) && unit < 0xfffe,
  );
  const latinShare = units.filter((unit) => unit < 0x100).length / units.length;
  return units.length > 0 && isAllText && latinShare >= leastLatin ? String.fromCharCode(...units) : null;
}

/** @returns null when name and bytes agree; otherwise the actual type, if naming it helps */
export function contentProblem(type: FileType, head: Uint8Array): ContentProblem | null {
  const [expected, found] = [FAMILY_OF[type], familyOf(head)];
  if (isWebPage(head)) return 'web-page';
  if (found === expected) return null;
  switch (found) {
    case 'pdf':
      return 'is-pdf';
    case 'jpeg':
    case 'png':
      return 'is-picture';
    case 'text':
      return 'is-text';
    case 'ole':
      // Office stores encrypted files in its old container format.
      return expected === 'zip' ? 'locked' : 'is-old-office';
    case 'zip':
      return OFFICE_PARTS.test(latin(head)) ? 'is-office' : 'is-archive';
    case null:
      return 'content';
    default:
      return found satisfies never;
  }
}

/** Names of parts near the beginning of Office files. */
const OFFICE_PARTS = /\[Content_Types\]\.xml|_rels[/\\]|(xl|word|ppt)[/\\]/;

/** True for archive types: their central directory is at the end. */
export function isArchive(type: FileType): boolean {
  return FAMILY_OF[type] === 'zip';
}
