// Data folder of the embedded server: created completely or not at all; a folder in another state is refused with a sentence.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, constants, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Binaries, program } from './binaries';
import type { Owner } from './owner';
import { errorCode, SetupProblem } from './problem';

export const USER = 'accord';

export interface Folder {
  /** PostgreSQL's own data. */
  cluster: string;
  passwordFile: string;
  /** Written last: its presence says that the folder is complete. */
  marker: string;
}

export function folderAt(place: string): Folder {
  return {
    cluster: path.join(place, 'cluster'),
    passwordFile: path.join(place, 'password'),
    marker: path.join(place, 'complete.json'),
  };
}

/** The major version that made the folder; undefined when there is no complete one. */
export async function existingMajor({ marker }: Folder): Promise<number | undefined> {
  const text = await readFile(marker, 'utf8').catch(() => null);
  if (text === null) return undefined;
  const { major } = JSON.parse(text) as { major: number };
  return major;
}

async function initialise(folder: Folder, binaries: Binaries, owner: Owner | null, durable: boolean) {
  const args = ['-D', folder.cluster, '-U', USER, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C'];
  args.push(`--pwfile=${folder.passwordFile}`, '--no-instructions', ...(durable ? [] : ['--no-sync']));
  const child = spawn(program(binaries.bin, 'initdb'), args, {
    cwd: path.dirname(folder.cluster),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C in the terminal would leave a half-written folder; creation takes a second, so it runs to its end.
    detached: true,
    ...(owner === null ? {} : { uid: owner.uid, gid: owner.gid }),
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const reason = said.trim().split('\n').at(-1) ?? '';
  throw new SetupProblem(
    `PostgreSQL could not make its data folder ${folder.cluster} (${reason}); run npm run demo -- --reset.`,
  );
}

/** Creates the cluster when there is none yet, and returns its password. */
export async function prepareCluster(
  place: string,
  binaries: Binaries,
  owner: Owner | null,
  durable: boolean,
): Promise<string> {
  const folder = folderAt(place);
  const major = await existingMajor(folder);
  if (major !== undefined) {
    if (major !== binaries.major) {
      throw new SetupProblem(
        `${place} was made by PostgreSQL ${major}, but this machine has ${binaries.major}; run npm run demo -- --reset to start with empty data, or install PostgreSQL ${major}.`,
      );
    }
    return (await readFile(folder.passwordFile, 'utf8')).trim();
  }
  if ((await readdir(place)).length > 0) {
    throw new SetupProblem(
      `${place} is half-written, its first start was interrupted; run npm run demo -- --reset.`,
    );
  }
  const password = randomBytes(24).toString('hex');
  await writeFile(folder.passwordFile, `${password}\n`, { mode: 0o600 });
  await mkdir(folder.cluster, { mode: 0o700 });
  if (owner !== null) {
    for (const target of [place, folder.passwordFile, folder.cluster])
      await chown(target, owner.uid, owner.gid);
  }
  await initialise(folder, binaries, owner, durable);
  const made = JSON.stringify({ major: binaries.major, version: binaries.version });
  await writeFile(`${folder.marker}.new`, made, { mode: 0o600 });
  await rename(`${folder.marker}.new`, folder.marker);
  return password;
}

/** Creates the folder, or throws a sentence that says why it cannot be used. */
export async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o755 });
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SetupProblem(
      `${dir} cannot be written (${errorCode(error)}); give yourself write access to it, or remove it.`,
    );
  }
}
