// The demo's keys that seal, of subscribers' secrets and of people: made once, kept in its data folder, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const OUTBOUND = 'outbound-key';
const PERSON = 'person-key';

/** 32 bytes in base64; what was sealed before a restart opens after it. */
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

/** The demo's, where the environment names no database of its own; empty when there is none. */
export const findOutboundKey = (dataDir: string) => find(path.join(dataDir, OUTBOUND));
