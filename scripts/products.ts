// Command: publishes a product from a file, and says what that means for customers.
import { readFile } from 'node:fs/promises';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { PublicationRefused, publishVersion } from '../db/queries/products';
import type { ProductChange } from '../lib/domain/product/product-change';
import { readProductFile } from '../lib/product/product-file';
import { withDatabase } from './command-database';

const USAGE = 'Use: npm run products:publish -- FILE';

function span(
  what: string,
  unit: string,
  change: { from: number | null; to: number | null } | undefined,
): string[] {
  if (change === undefined) return [];
  const say = (value: number | null) => (value === null ? 'one time' : `${value} ${unit}`);
  return [`${what}: ${say(change.from)} → ${say(change.to)}`];
}

function linesOf(change: ProductChange): string[] {
  const list = (what: string, names: string[]) => (names.length > 0 ? [`${what}: ${names.join(', ')}`] : []);
  return [
    ...list('asks for more data', change.addedDataTypes),
    ...list('no longer asks for', change.removedDataTypes),
    ...list('new purposes', change.addedPurposes),
    ...list('purposes left out', change.removedPurposes),
    ...list('new parties', change.addedParties),
    ...list('parties left out', change.removedParties),
    ...span('lasts', 'months', change.duration),
    ...span('reaches back', 'months', change.history),
    ...span('kept afterwards', 'days', change.retention),
    ...(change.frequency ? [`read: ${change.frequency.from} → ${change.frequency.to}`] : []),
  ];
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new SetupProblem(`${file} cannot be read as JSON: ${errorMessage(error)}`);
  }
}

async function publish(file: string): Promise<void> {
  const check = readProductFile(await readJson(file));
  if (!check.ok) throw new SetupProblem(`${file} is not a product:\n  ${check.problems.join('\n  ')}`);
  const { definition, version } = check.file;
  const publishedAt = new Date();
  const change = await withDatabase((db) => publishVersion(db, { ...check.file, publishedAt }));
  const name = `${definition.id}, version ${version}`;
  if (change === null) {
    console.log(`${name}: published, as a new product or as it already was.`);
    return;
  }
  console.log([`${name}: published.`, ...linesOf(change).map((line) => `  ${line}`)].join('\n'));
  console.log(
    change.isMaterial
      ? 'Customers who agreed keep what they agreed to, and are asked about the rest.'
      : 'Customers who agreed are not asked again.',
  );
}

const [command, file] = process.argv.slice(2);
try {
  if (command !== 'publish' || file === undefined) throw new SetupProblem(USAGE);
  await publish(file);
} catch (error) {
  if (!(error instanceof SetupProblem || error instanceof PublicationRefused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
