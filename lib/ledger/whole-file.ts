// Atomic file write: the file is complete on disk, or absent.
import { link, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const PART = /^\.part-[0-9a-f-]{36}$/;
/** A temporary file left by a crash has no living writer. */
const PART_LEFT_MS = 60 * 60_000;

export async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o644);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Unlike a rename, a link never takes the place of a file that is there. @returns false where one is */
export async function linkNew(part: string, file: string): Promise<boolean> {
  try {
    await link(part, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A name is only safe once its directory is on the disk, too. */
export async function syncFolder(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function clearParts(directory: string, nowMs: number): Promise<void> {
  for (const name of (await readdir(directory)).filter((each) => PART.test(each))) {
    const file = path.join(directory, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: nowMs }));
    if (nowMs - mtimeMs > PART_LEFT_MS) await rm(file, { force: true });
  }
}
