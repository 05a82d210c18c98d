// Command: lists waiting jobs and dead letters with their reasons, and retries dead letters.
import { SetupProblem } from '../db/embedded/problem';
import { type JobRow, listJobsByState, reviveJobs } from '../db/queries/jobs';
import { withDatabase } from './command-database';

const USAGE =
  'Use: npm run jobs -- waiting · npm run jobs -- dead · npm run jobs -- retry ID [ID …] · npm run jobs -- retry all';
const SHOWN = 200;

function lineOf({ id, job, attempts, runAt, notBefore, problem }: JobRow): string {
  const next = `${attempts} attempts, next at ${(notBefore !== null && notBefore > runAt ? notBefore : runAt).toISOString()}`;
  const connection = 'connectionId' in job ? `  connection ${job.connectionId}` : '';
  return `${id}  ${job.kind}  business ${job.companyId}${connection}  ${next}  ${problem ?? ''}`.trimEnd();
}

async function list(state: 'waiting' | 'dead'): Promise<void> {
  const rows = await withDatabase((db) => listJobsByState(db, state, SHOWN));
  for (const row of rows) console.log(lineOf(row));
  console.log(rows.length === SHOWN ? `The oldest ${SHOWN} that are ${state}.` : `${rows.length} ${state}.`);
}

async function retry(words: string[]): Promise<void> {
  if (words.length === 1 && words[0] === 'all') {
    const revived = await withDatabase((db) => reviveJobs(db, 'all'));
    console.log(`${revived} will be tried again.`);
    return;
  }
  const ids = words.map(Number);
  if (ids.length === 0 || ids.some((id) => !Number.isSafeInteger(id))) throw new SetupProblem(USAGE);
  const revived = await withDatabase((db) => reviveJobs(db, ids));
  console.log(`${revived} of ${ids.length} will be tried again.`);
}

const [command, ...words] = process.argv.slice(2);
try {
  if (command === 'waiting' || command === 'dead') await list(command);
  else if (command === 'retry') await retry(words);
  else throw new SetupProblem(USAGE);
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
