// Atomic file write: the file is complete on disk, or absent.
import { link, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const PART = /^\.part-[0-9a-f-]{36}$/;
/** The age after which a temporary file was left by a crash. */
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

/** Unlike a rename, a link never replaces an existing file. @returns false when there is one */
export async function linkNew(part: string, file: string): Promise<boolean> {
  try {
    await link(part, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** A new name is only durable once its directory is written to disk. */
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
