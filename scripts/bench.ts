// Command: `npm run bench [-- NAME…] [-- --long]` runs the benches one after another, in the short form unless the long one is asked for.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { SetupProblem } from '../db/embedded/problem';
import { listBenches } from './benches';

const all = listBenches();
const { values, positionals } = parseArgs({
  options: { long: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0)
  throw new SetupProblem(`There is no bench ${unknown[0]}; there are ${all.join(', ')}.`);

const failed: string[] = [];
for (const name of positionals.length > 0 ? positionals : all) {
  console.log(`\n${name}`);
  const args = ['--import', 'tsx', `bench/${name}.ts`, ...(values.long ? [] : ['--short'])];
  const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
