// Command: manages the webhook endpoints that consent events go to; docs/subscribers.md explains each subcommand.
import { parseArgs } from 'node:util';
import type { Db } from '../../db/client';
import { SetupProblem } from '../../db/embedded/problem';
import { listAttempts, listDeliveries } from '../../db/queries/deliveries';
import { listSubscribers } from '../../db/queries/subscribers';
import { CannotOpen } from '../../lib/domain/crypto/seal';
import { isUuid } from '../../lib/domain/text/uuid';
import { isOutboundType, outboundTypes } from '../../lib/domain/work/outbound';
import { NotFound } from '../../lib/errors';
import { ping } from '../../lib/webhooks-out/ping';
import {
  addSubscriber,
  BadSubscriber,
  getSubscriber,
  pauseSubscriber,
  reEncrypt,
  remove,
  replay,
  resumeSubscriber,
  retryDead,
  rotate,
} from '../../lib/webhooks-out/subscribers';
import { type WithDatabase, withDatabase } from '../command-database';
import { readOutboundSettings } from '../outbound-settings';

const USAGE = `Use: npm run subscribers -- add NAME --url URL [--types consent.given,…] [--products lending,…]
     npm run subscribers -- list · pause NAME · resume NAME · remove NAME
     npm run subscribers -- rotate NAME [--hours 24] · ping NAME · dead NAME · retry NAME
     npm run subscribers -- log NAME [--event ID]
     npm run subscribers -- replay NAME [--from SEQ] [--company ID] · re-encrypt`;
const SHOWN = 200;

type Read = ReturnType<typeof read>;

function read(args: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    url: text,
    types: text,
    products: text,
    hours: text,
    from: text,
    company: text,
    event: text,
  };
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new SetupProblem(USAGE);
  }
}

const parts = (list: string | undefined) => list?.split(',').flatMap((part) => part.trim() || []) ?? null;

function typesIn(list: string | undefined) {
  return (
    parts(list)?.map((type) => {
      if (!isOutboundType(type))
        throw new BadSubscriber(`There is no ${type}; there are ${outboundTypes.join(', ')}.`);
      return type;
    }) ?? null
  );
}

function numberIn(text: string | undefined, otherwise: number): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new BadSubscriber(`${text} is no number.`);
  return number;
}

async function run(
  db: Db,
  { seal, policy }: Awaited<ReturnType<typeof readOutboundSettings>>,
  { positionals: [command, name = ''], values }: Read,
): Promise<string | { says: string; code: number }> {
  switch (command) {
    case 'add': {
      const wanted = {
        name,
        url: values.url ?? '',
        types: typesIn(values.types),
        products: parts(values.products),
      };
      const { secret } = await addSubscriber({ db, seal, policy }, wanted);
      return `${name} is told from now on. This is its secret, shown this once:\n${secret}`;
    }
    case 'rotate': {
      const hours = numberIn(values.hours, 24);
      const secret = await rotate({ db, seal }, name, hours);
      return `The secret before signs, too, for ${hours} hours. This is the new one, shown this once:\n${secret}`;
    }
    case 'list':
      return (await listSubscribers(db)).map(lineOf).join('\n') || 'Nobody is told.';
    case 'pause':
      await pauseSubscriber(db, name);
      return `${name} is told nothing until it is resumed; what it is owed waits.`;
    case 'resume':
      return `${name} is told again; ${await resumeSubscriber(db, name)} events had waited.`;
    case 'remove':
      await remove(db, name);
      return `${name} is told nothing more.`;
    case 'retry':
      return `${await retryDead(db, name)} events that were given up are tried again.`;
    case 'dead': {
      const rows = await listDeliveries(db, (await getSubscriber(db, name)).id, ['dead'], SHOWN);
      const lines = rows.map(
        (row) => `${row.id}  business ${row.companyId}  seq ${row.seq}  ${row.attempts} attempts`,
      );
      return [...lines, `${rows.length}${rows.length === SHOWN ? ' or more' : ''} given up.`].join('\n');
    }
    case 'log': {
      const { id } = await getSubscriber(db, name);
      const rows = await listAttempts(db, id, values.event ?? null, SHOWN);
      return rows.map(attemptLine).join('\n') || 'No attempt is known.';
    }
    case 'replay': {
      const { company } = values;
      if (company !== undefined && !isUuid(company))
        throw new BadSubscriber(`${company} is no id of a business.`);
      const count = await replay(db, name, { fromSeq: numberIn(values.from, 1), companyId: company });
      return `${count} events are queued for ${name}.`;
    }
    case 'ping': {
      const { outcome, status } = await ping({ db, seal, post: policy }, name);
      const says = `${name}: ${outcome}${status === null ? '' : `, ${status}`}`;
      return { says, code: outcome === 'acknowledged' ? 0 : 1 };
    }
    case 're-encrypt':
      return `${await reEncrypt({ db, seal })} subscribers' secrets are encrypted with OUTBOUND_KEY.`;
    default:
      throw new SetupProblem(USAGE);
  }
}

type Attempt = Awaited<ReturnType<typeof listAttempts>>[number];

function attemptLine({ deliveryId, at, companyId, seq, outcome, status, ms }: Attempt): string {
  const answer = `${outcome}${status === null ? '' : ` ${status}`}`;
  return `${at.toISOString()}  ${deliveryId}  business ${companyId}  seq ${seq}  ${answer}  ${ms} ms`;
}

function lineOf(subscriber: Awaited<ReturnType<typeof listSubscribers>>[number]): string {
  const { name: own, url, state, problem, types, products, waiting, dead } = subscriber;
  const filter = `${types?.join(',') ?? 'every event'} of ${products?.join(',') ?? 'every product'}`;
  return `${own}  ${state}${problem === null ? '' : ` (${problem})`}  ${url}  ${filter}  ${waiting} waiting, ${dead} given up`;
}

const PROBLEMS = [SetupProblem, BadSubscriber, CannotOpen];
const OWN: { withDatabase: WithDatabase; settings: typeof readOutboundSettings } = {
  withDatabase,
  settings: readOutboundSettings,
};

export async function main(args: string[], place = OWN): Promise<number> {
  let name = '';
  try {
    const words = read(args);
    name = words.positionals[1] ?? '';
    if (words.positionals.length === 0) throw new SetupProblem(USAGE);
    const said = await place.withDatabase(async (db) => run(db, await place.settings(), words));
    const { says, code } = typeof said === 'string' ? { says: said, code: 0 } : said;
    console.log(says);
    return code;
  } catch (error) {
    const isKnown = error instanceof NotFound || PROBLEMS.some((known) => error instanceof known);
    if (!isKnown || !(error instanceof Error)) throw error;
    const said =
      error instanceof NotFound
        ? `There is no subscriber ${name}.`
        : error instanceof CannotOpen
          ? `The secret cannot be encrypted or decrypted: ${error.message}. Set OUTBOUND_KEY.`
          : error.message;
    console.error(said);
    return 2;
  }
}
