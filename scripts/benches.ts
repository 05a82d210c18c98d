// List of benches, read from the folder: a new file that ends by its report is run with the others.
import { readdirSync, readFileSync } from 'node:fs';

/** Names without the ending, in alphabetical order. */
export function listBenches(): string[] {
  return readdirSync('bench')
    .filter((file) => readFileSync(`bench/${file}`, 'utf8').includes("outcome } from './report'"))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
}
