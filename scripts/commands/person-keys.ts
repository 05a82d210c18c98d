// Command: wraps the keys of persons with a new PERSON_KEY, or destroys one for good. Exit code 2: wrong usage.
import { parseArgs } from 'node:util';
import { errorCode, errorMessage, SetupProblem } from '../../db/embedded/problem';
import { isUuid } from '../../lib/domain/text/uuid';
import { NotFound } from '../../lib/errors';
import { destroyKey } from '../../lib/retention/destroy-key';
import { rewrapKeys } from '../../lib/retention/rewrap-keys';
import { getPersonSeal } from '../../lib/runtime/env';
import { withOwner } from '../owner-database';

const USAGE =
  'Use: npm run person-keys -- rewrap, with PERSON_KEY and PERSON_KEY_PREVIOUS set · npm run person-keys -- destroy USER-ID --for-good.';
const FORBIDDEN = '42501';

type Order = { kind: 'rewrap' } | { kind: 'destroy'; id: string };

function readArguments(args: string[]): Order {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'for-good': { type: 'boolean', default: false } },
    });
    const [kind, id, ...more] = positionals;
    if (kind === 'rewrap' && id === undefined) return { kind };
    if (kind !== 'destroy' || id === undefined || !isUuid(id) || more.length > 0)
      throw new SetupProblem(USAGE);
    if (!values['for-good']) throw new SetupProblem(`This cannot be undone: add --for-good. ${USAGE}`);
    return { kind, id: id.toLowerCase() };
  } catch (error) {
    throw error instanceof SetupProblem ? error : new SetupProblem(`${errorMessage(error)} ${USAGE}`);
  }
}

async function rewrap(): Promise<number> {
  const { rewrapped, opens, closed } = await withOwner((db) => rewrapKeys(db, getPersonSeal()));
  for (const id of closed)
    console.error(`person ${id}: neither PERSON_KEY nor PERSON_KEY_PREVIOUS opens the key.`);
  console.log(`${rewrapped} keys are wrapped anew; PERSON_KEY opens ${opens} of ${opens + closed.length}.`);
  if (closed.length === 0)
    console.log(
      'PERSON_KEY_PREVIOUS can go once every process has the new PERSON_KEY and this was run again.',
    );
  return closed.length === 0 ? 0 : 1;
}

async function destroy(id: string): Promise<number> {
  const { events, receipts, businesses } = await withOwner((db) => destroyKey(db, id));
  console.log(
    `The key is destroyed. ${events} events of ${businesses} businesses no longer name the person, and ${receipts} receipts cannot be decrypted. All proofs stay valid.`,
  );
  console.log(
    'Earlier copies of the database still hold it, wrapped by PERSON_KEY. A person who acts again gets a new key.',
  );
  return 0;
}

/** Sentence for an error of usage or data; null for a bug, which is rethrown. */
function told(error: unknown): string | null {
  if (error instanceof SetupProblem) return error.message;
  if (error instanceof NotFound) return 'There is no key of that person.';
  const cause = error instanceof Error ? error.cause : undefined;
  return errorCode(error) === FORBIDDEN || errorCode(cause) === FORBIDDEN
    ? 'The app’s user may not change keys of people: name the owner of the tables in DATABASE_OWNER_URL.'
    : null;
}

export async function main(args: string[]): Promise<number> {
  try {
    const order = readArguments(args);
    return order.kind === 'rewrap' ? await rewrap() : await destroy(order.id);
  } catch (error) {
    const sentence = told(error);
    if (sentence === null) throw error;
    console.error(sentence);
    return 2;
  }
}
