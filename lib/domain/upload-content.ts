// Owns whether the first bytes of a file are what its name says. A table of our own: libraries know neither CSV nor Office's old files.
import type { FileType } from './upload';

/** Bytes that are looked at before anything is passed on. */
export const HEAD_BYTES = 4096;

export type Family = 'pdf' | 'zip' | 'ole' | 'jpeg' | 'png' | 'text';

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

/** What the bytes are; null for what no type of ours looks like. */
export function familyOf(head: Uint8Array): Family | null {
  const signed = SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (signed !== undefined) return signed[0];
  return isText(head) ? 'text' : null;
}

/** Tables are text: in UTF-16, which begins with its mark, or in an encoding that has no use for control characters. */
function isText(head: Uint8Array): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return isUtf16 || head.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

/** @returns null when name and bytes agree */
export function contentProblem(type: FileType, head: Uint8Array): 'content' | 'locked' | null {
  const [expected, found] = [FAMILY_OF[type], familyOf(head)];
  if (found === expected) return null;
  // Office wraps what has a password in its old container.
  return expected === 'zip' && found === 'ole' ? 'locked' : 'content';
}

/** True for the types that are archives, whose table of contents stands at their end. */
export function isArchive(type: FileType): boolean {
  return FAMILY_OF[type] === 'zip';
}
