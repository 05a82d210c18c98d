// Owns the demo's key for the secrets of subscribers: made once, kept in its data folder, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const fileIn = (dataDir: string) => path.join(dataDir, 'outbound-key');

/** 32 bytes in base64; what was sealed before a restart opens after it. */
export async function keepOutboundKey(dataDir: string): Promise<string> {
  const kept = (await readFile(fileIn(dataDir), 'utf8').catch(() => '')).trim();
  if (kept !== '') return kept;
  const made = randomBytes(32).toString('base64');
  await writeFile(fileIn(dataDir), made, { mode: 0o600 });
  return made;
}

/** The demo's, where the environment names no database of its own; empty when there is none. */
export async function findOutboundKey(dataDir: string): Promise<string> {
  return (await readFile(fileIn(dataDir), 'utf8').catch(() => '')).trim();
}
