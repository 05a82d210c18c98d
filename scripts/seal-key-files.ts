// Encryption keys of the demo, for endpoint secrets and for persons: made once, kept in its data folder, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const OUTBOUND = 'outbound-key';
const PERSON = 'person-key';

/** 32 bytes in base64; values that were encrypted before a restart can be read after it. */
async function keep(file: string): Promise<string> {
  const kept = await find(file);
  if (kept !== '') return kept;
  const made = randomBytes(32).toString('base64');
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

const find = async (file: string) => (await readFile(file, 'utf8').catch(() => '')).trim();

export const keepOutboundKey = (dataDir: string) => keep(path.join(dataDir, OUTBOUND));
export const keepPersonKey = (dataDir: string) => keep(path.join(dataDir, PERSON));

/** Key of the demo, where the environment names no database of its own; empty when there is none. */
export const findOutboundKey = (dataDir: string) => find(path.join(dataDir, OUTBOUND));
