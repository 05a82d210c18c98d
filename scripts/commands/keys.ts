// Command: manages the API keys of the client's systems, which ask for decisions; a key is shown once, when it is made.
import { parseArgs } from 'node:util';
import type { Db } from '../../db/client';
import { SetupProblem } from '../../db/embedded/problem';
import { type ApiKeyRow, listApiKeys } from '../../db/queries/api-keys';
import { addApiKey, BadApiKey, LONGEST_DAYS, revokeApiKey, rotateApiKey } from '../../lib/access/api-keys';
import { type KeyMode, opens, SCOPES, type Scope } from '../../lib/domain/identity/api-key';
import { NotFound } from '../../lib/errors';
import { machineClock } from '../../lib/runtime/clock';
import { type WithDatabase, withDatabase } from '../command-database';

const USAGE = `Use: npm run keys -- add NAME [--products lending,…] [--scopes ${SCOPES.join(',')}] [--per-minute 60000] [--days ${LONGEST_DAYS}]
     npm run keys -- list · revoke ID · rotate ID [--hours 24]`;

type Read = ReturnType<typeof read>;

function read(args: string[]) {
  const text = { type: 'string' } as const;
  const options = { products: text, scopes: text, 'per-minute': text, days: text, hours: text };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new SetupProblem(USAGE);
  }
}

const parts = (list: string | undefined) => list?.split(',').flatMap((part) => part.trim() || []) ?? null;

function scopesIn(list: string | undefined): Scope[] {
  const isScope = (name: string): name is Scope => SCOPES.some((scope) => scope === name);
  return (parts(list) ?? [...SCOPES]).map((name) => {
    if (!isScope(name)) throw new BadApiKey(`There is no scope ${name}; there are ${SCOPES.join(', ')}.`);
    return name;
  });
}

function numberIn(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new BadApiKey(`${text} is no number.`);
  return number;
}

async function run(db: Db, mode: KeyMode, { positionals, values }: Read): Promise<string> {
  const [command, name = '', ...more] = positionals;
  const place = { db, mode, now: machineClock.now() };
  if (more.length > 0) throw new SetupProblem(USAGE);
  switch (command) {
    case 'add': {
      const { token } = await addApiKey(place, {
        name,
        products: parts(values.products),
        scopes: scopesIn(values.scopes),
        perMinute: numberIn(values['per-minute'], 60_000),
        days: numberIn(values.days, LONGEST_DAYS),
      });
      return `This is the key of ${name}, shown this once:\n${token}`;
    }
    case 'rotate': {
      const hours = numberIn(values.hours, 24);
      const { token } = await rotateApiKey(place, name, hours);
      return `The key before opens, too, for ${hours} hours. This is the new one, shown this once:\n${token}`;
    }
    case 'revoke':
      await revokeApiKey(place, name);
      return `${name} opens nothing from now on.`;
    case 'list':
      return (await listApiKeys(db)).map((key) => lineOf(key, place.now)).join('\n') || 'There are no keys.';
    default:
      throw new SetupProblem(USAGE);
  }
}

function stateOf(key: ApiKeyRow, now: Date): string {
  if (key.revokedAt !== null) return `revoked ${key.revokedAt.toISOString()}`;
  const until = key.expiresAt.toISOString();
  if (!opens(key, key.hash, now)) return `over since ${until}`;
  return `until ${until}${key.replacedBy === null ? '' : `, replaced by ${key.replacedBy}`}`;
}

function lineOf(key: ApiKeyRow, now: Date): string {
  const used = key.lastUsedAt === null ? 'never used' : `used ${key.lastUsedAt.toISOString()}`;
  const rights = `${key.scopes.join(',')} for ${key.products?.join(',') ?? 'every product'}`;
  return `${key.id}  ${key.name}  ${rights}  ${key.perMinute} a minute  ${stateOf(key, now)}  ${used}`;
}

/** Without an address the command works on the demo's own database. */
const ownMode = (): KeyMode =>
  (process.env.DATABASE_URL?.trim() ?? '') === '' || process.env.ACCORD_MODE === 'demo' ? 'test' : 'live';

const OWN: { withDatabase: WithDatabase; mode: () => KeyMode } = { withDatabase, mode: ownMode };

export async function main(args: string[], place = OWN): Promise<number> {
  let id = '';
  try {
    const words = read(args);
    id = words.positionals[1] ?? '';
    if (words.positionals.length === 0) throw new SetupProblem(USAGE);
    console.log(await place.withDatabase((db) => run(db, place.mode(), words)));
    return 0;
  } catch (error) {
    if (error instanceof NotFound) console.error(`There is no key ${id}.`);
    else if (error instanceof SetupProblem || error instanceof BadApiKey) console.error(error.message);
    else throw error;
    return 2;
  }
}
