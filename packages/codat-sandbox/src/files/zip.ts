// ZIP writer without compression, which needs no library.

export interface ZipEntry {
  name: string;
  bytes: Uint8Array;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** Node has this built in only from 20.15 on. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The flag says that names are UTF-8; 0x21 is the first day the format can write. */
const [VERSION, UTF8, STORED, FIRST_DAY] = [20, 0x0800, 0, 0x21];

function fields(widths: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    widths.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

/** Fields that both headers of a file share, in the same order. */
function described({ bytes }: ZipEntry, name: Buffer): Buffer {
  return fields([
    [VERSION, 2],
    [UTF8, 2],
    [STORED, 2],
    [0, 2],
    [FIRST_DAY, 2],
    [crc32(bytes), 4],
    [bytes.byteLength, 4],
    [bytes.byteLength, 4],
    [name.byteLength, 2],
    [0, 2],
  ]);
}

const signature = (text: string) => Buffer.from(`PK${text}`, 'latin1');

export function zip(entries: readonly ZipEntry[]): Buffer {
  const [files, directory]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name, 'utf8');
    const file = Buffer.concat([signature('\x03\x04'), described(entry, name), name, entry.bytes]);
    const place = fields([
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ]);
    const version = fields([[VERSION, 2]]);
    directory.push(signature('\x01\x02'), version, described(entry, name), place, name);
    files.push(file);
    offset += file.byteLength;
  }
  const list = Buffer.concat(directory);
  const end = fields([
    [0, 2],
    [0, 2],
    [entries.length, 2],
    [entries.length, 2],
    [list.byteLength, 4],
    [offset, 4],
    [0, 2],
  ]);
  return Buffer.concat([...files, list, signature('\x05\x06'), end]);
}
