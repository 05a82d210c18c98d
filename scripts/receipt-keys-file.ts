// Receipt keys of the demo: made once, kept in its data folder, readable by its owner only.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SetupProblem } from '../db/embedded/problem';
import { type ReceiptKeySet, readKeySet, rotateKeys } from '../lib/domain/receipt/receipt-keys';

const fileIn = (dataDir: string) => path.join(dataDir, 'receipt-keys.json');

/** Key set as JSON; receipts that were issued before a restart can be verified after it. */
export async function keepReceiptKeys(dataDir: string): Promise<string> {
  const file = fileIn(dataDir);
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') {
    const check = readKeySet(kept);
    if (!check.ok) throw new SetupProblem(`${file} ${check.problem}; mend it, or remove it for new keys.`);
    return kept;
  }
  const made = JSON.stringify(rotateKeys(null, new Date()));
  await writeFile(file, made, { mode: 0o600 });
  return made;
}

/** Keys of a command: those of the environment, or the demo's; null when there are none. */
export async function findReceiptKeys(dataDir: string): Promise<ReceiptKeySet | null> {
  const given = process.env.RECEIPT_SIGNING_KEYS?.trim() ?? '';
  const [where, text] =
    given !== ''
      ? ['RECEIPT_SIGNING_KEYS', given]
      : [fileIn(dataDir), await readFile(fileIn(dataDir), 'utf8').catch(() => '')];
  if (text === '') return null;
  const check = readKeySet(text);
  if (!check.ok) throw new SetupProblem(`${where} ${check.problem}.`);
  return check.keys;
}
