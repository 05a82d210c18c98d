// Command: renames one business, or erases it for good; the worker tells Codat. Exit code 2: wrong usage.
import { parseArgs } from 'node:util';
import { errorMessage, SetupProblem } from '../db/embedded/problem';
import { findCompany, findCompanyByCodatId } from '../db/queries/companies';
import { renameBusiness } from '../lib/company/rename-business';
import { parseBusinessName } from '../lib/domain/identity/business-name';
import { isUuid } from '../lib/domain/text/uuid';
import { eraseBusiness } from '../lib/retention/erase-business';
import { clock } from '../lib/runtime/clock';
import { withDatabase } from './command-database';

const USAGE =
  'Use: npm run business -- rename ID "NEW NAME" · npm run business -- erase ID --for-good, with our id of the business or Codat’s.';

type Order = { id: string } & ({ kind: 'rename'; name: string } | { kind: 'erase' });

function readArguments(): Order {
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      allowPositionals: true,
      options: { 'for-good': { type: 'boolean', default: false } },
    });
    const [kind, id, ...words] = positionals;
    if (id === undefined || !isUuid(id)) throw new SetupProblem(USAGE);
    if (kind === 'erase' && values['for-good'] && words.length === 0) return { id: id.toLowerCase(), kind };
    const parsed = parseBusinessName(words.join(' '));
    if (kind !== 'rename' || !parsed.ok) throw new SetupProblem(USAGE);
    return { id: id.toLowerCase(), kind, name: parsed.name };
  } catch (error) {
    throw error instanceof SetupProblem ? error : new SetupProblem(`${errorMessage(error)} ${USAGE}`);
  }
}

async function run(order: Order): Promise<string> {
  return withDatabase(async (db) => {
    const found = (await findCompany(db, order.id)) ?? (await findCompanyByCodatId(db, order.id));
    if (found === null) throw new SetupProblem('There is no such business.');
    const about = { companyId: found.id, requestId: crypto.randomUUID() };
    if (order.kind === 'rename') {
      const isNew = await renameBusiness(db, { ...about, name: order.name });
      return isNew ? 'Renamed here; the worker tells Codat.' : 'It is called so already.';
    }
    const ended = await eraseBusiness(db, { ...about, now: clock.now() });
    return `Agreements ended: ${ended}. Nobody acts for it any more; the worker deletes it at Codat. The ledger stays.`;
  });
}

try {
  console.log(await run(readArguments()));
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
