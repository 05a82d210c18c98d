// Test data for uploads: files as people send them, and forms that hold them.
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { deflateRawSync } from 'node:zlib';

export interface TestFile {
  name: string;
  bytes: Uint8Array;
}

/** Every file differs: the same bytes twice would count as one file. */
export function pdf(name = 'books.pdf', size = 2000): TestFile {
  const bytes = randomBytes(size);
  bytes.set(Buffer.from('%PDF-1.7\n').subarray(0, size));
  return { name, bytes };
}

export interface ZipEntry {
  name: string;
  packed: Buffer;
  unpacked: number;
  isLocked?: boolean;
}

export function entry(name: string, text: Buffer | string): ZipEntry {
  const bytes = Buffer.from(text);
  return { name, packed: deflateRawSync(bytes), unpacked: bytes.length };
}

/** A ZIP archive as APPNOTE describes it; the directory states the sizes of the entries, true or not. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const { name, packed, unpacked, isLocked } of entries) {
    const title = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(isLocked ? 1 : 0, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(unpacked, 18);
    facts.writeUInt16LE(title.length, 22);
    const start = Buffer.alloc(4);
    start.writeUInt32LE(0x04034b50);
    parts.push(start, facts, title, packed);
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(20, 4);
    facts.copy(head, 6);
    head.writeUInt32LE(at, 42);
    table.push(head, title);
    at += 30 + title.length + packed.length;
  }
  const central = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}

export const CONTENT_TYPES = entry('[Content_Types].xml', '<Types/>');

export function xlsx(name = 'books.xlsx'): TestFile {
  const sheet = entry('xl/workbook.xml', randomBytes(300).toString('hex'));
  return { name, bytes: zip([CONTENT_TYPES, sheet]) };
}

/** A million zeros per kilobyte. */
export function zipBomb(name: string): TestFile {
  const zeros = deflateRawSync(Buffer.alloc(60 * 1024 * 1024));
  const rows = { name: 'xl/worksheets/sheet1.xml', packed: zeros, unpacked: 60 * 1024 * 1024 };
  return { name, bytes: zip([CONTENT_TYPES, entry('xl/workbook.xml', 'x'), rows]) };
}

/** Form body as a browser would send it. */
export async function formOf(files: readonly TestFile[]): Promise<{ contentType: string; bytes: Buffer }> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('file', new File([Uint8Array.from(bytes)], name));
  const request = new Response(form);
  const contentType = request.headers.get('content-type') ?? '';
  return { contentType, bytes: Buffer.from(await request.arrayBuffer()) };
}

/** In pieces, as a network delivers it. */
export function arriving(bytes: Buffer, piece = 64 * 1024): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    })(),
  );
}

/** A web stream as Node reads it. */
export function readableOf(body: ReadableStream): Readable {
  return Readable.fromWeb(body);
}
