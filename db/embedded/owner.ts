// Privilege drop: PostgreSQL refuses to run as root, so root hands the server to another operating-system user.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { errorCode, SetupProblem } from './problem';

export interface Owner {
  name: string;
  uid: number;
  gid: number;
}

function lookUp(name: string): Owner | null {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Null when this process may run the server itself. */
export function findOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const owner = lookUp('postgres') ?? lookUp('nobody');
  if (owner === null) {
    throw new SetupProblem(
      'PostgreSQL must not run as root and there is neither a postgres nor a nobody user; create one, or set DATABASE_URL.',
    );
  }
  return owner;
}

/** Whether the user may enter the folder or run the file; a parent folder may be closed to that user. */
export function canReach(owner: Owner | null, target: string): boolean {
  if (owner === null) return true;
  const { uid, gid } = owner;
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', target], { uid, gid, cwd: '/' }).status === 0;
}

/** The data folder to use when the project itself lies in a folder that the user cannot enter. */
export function openDataFolder(dataDir: string): string {
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return path.join(realpathSync(os.tmpdir()), `accord-${key}`);
}

/** Every user may write to this folder and can guess the name: it is trusted only when root created it. */
export async function makeOpenPlace(dataDir: string): Promise<string> {
  const place = openDataFolder(dataDir);
  await mkdir(place, { mode: 0o755 }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
  const stat = await lstat(place);
  if (!stat.isDirectory() || stat.uid !== process.getuid?.()) {
    throw new SetupProblem(`${place} belongs to somebody else; remove it and start again.`);
  }
  await chmod(place, 0o755);
  return place;
}

/** Copies the programs to a folder where the user can run them; the final rename rules out a half copy. */
export async function copyBinaries(bin: string, version: string, place: string): Promise<string> {
  const target = path.join(place, `postgresql-${version}`);
  const exists = await lstat(target).catch(() => null);
  if (exists === null) {
    const partial = `${target}.${process.pid}`;
    await cp(path.dirname(bin), partial, { recursive: true, verbatimSymlinks: true });
    await chmod(partial, 0o755);
    await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  }
  return path.join(target, 'bin');
}
