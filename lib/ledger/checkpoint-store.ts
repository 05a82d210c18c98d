// Append-only store of checkpoints: one file each in a directory, written atomically, never overwritten.
import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { clearParts, linkNew, syncFolder, writeWhole } from './whole-file';

export interface CheckpointStore {
  /** In ascending order. @throws when the directory cannot be read */
  list(): Promise<number[]>;
  read(number: number): Promise<string>;
  /** Changes whenever the file is replaced or written to. */
  state(number: number): Promise<string>;
  /** The first line, without the heads. */
  readLine(number: number): Promise<string>;
  /** @returns false when a file with that number exists already */
  append(number: number, text: string): Promise<boolean>;
}

const NAME = /^checkpoint-(\d{8})\.jsonl$/;
/** A first line is shorter than this. */
const LINE_BYTES = 8_192;

/** @param directory must exist: a directory that is not mounted must not be taken for an empty one */
export function openCheckpoints(directory: string): CheckpointStore {
  const fileOf = (number: number) =>
    path.join(directory, `checkpoint-${String(number).padStart(8, '0')}.jsonl`);

  return {
    list: async () =>
      (await readdir(directory))
        .flatMap((name) => NAME.exec(name)?.[1] ?? [])
        .map(Number)
        .sort((a, b) => a - b),
    read: (number) => readFile(fileOf(number), 'utf8'),
    state: async (number) => {
      // ctime, unlike mtime, cannot be set by a user.
      const { ino, size, mtimeNs, ctimeNs } = await stat(fileOf(number), { bigint: true });
      return [ino, size, mtimeNs, ctimeNs].join(' ');
    },
    readLine: async (number) => {
      const handle = await open(fileOf(number), 'r');
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(LINE_BYTES), 0, LINE_BYTES, 0);
        return buffer.toString('utf8', 0, bytesRead).split('\n', 1)[0] ?? '';
      } finally {
        await handle.close();
      }
    },
    append: async (number, text) => {
      const part = path.join(directory, `.part-${randomUUID()}`);
      try {
        await writeWhole(part, text);
        if (!(await linkNew(part, fileOf(number)))) return false;
        await syncFolder(directory);
        const { mtimeMs } = await stat(part);
        await clearParts(directory, mtimeMs);
        return true;
      } finally {
        await rm(part, { force: true });
      }
    },
  };
}
