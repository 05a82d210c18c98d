// Command: does what a customer asked for by telephone or letter, with the verb of the staff pages. Exit codes:
// 0 done, or only previewed; 1 it had ended or was paused already; 2 wrong usage, or no such business or person.
import { parseArgs } from 'node:util';
import type { Db } from '../../db/client';
import { errorMessage, SetupProblem } from '../../db/embedded/problem';
import { CHANNELS, isChannel } from '../../lib/domain/consent/on-request';
import { type Impact, impact } from '../../lib/domain/next-step/impact';
import { Conflict, NotFound, Precondition } from '../../lib/errors';
import { clock } from '../../lib/runtime/clock';
import { actOnRequest, admitAsker, REQUEST_ACTS, type RequestedAct } from '../../lib/staff/act-on-request';
import type { ActingStaffCtx } from '../../lib/staff/context';
import { getRequested, type Requested } from '../../lib/staff/get-requested';
import { withAppDatabase } from '../command-environment';

const USAGE = `Use: npm run consent -- withdraw|pause --company ID --product PRODUCT
     npm run connection -- end --company ID --connection ID
with --asked-by NAME --channel ${CHANNELS.join('|')} --reason TEXT --by STAFFNAME
and  [--delete] to delete what was read at once, [--person ID] for who that is among the people of the business,
     [--note TEXT], [--dry-run] to tell what would change and do nothing.
An owner, director or delegate can have it stopped, and so can somebody without an ID. Only an owner or director can have
data deleted.
It holds at once. The business gets a letter with the name of whoever did it, and reads the reason in it.`;

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean', default: false } as const;
const OPTIONS = {
  ...{
    company: TEXT,
    product: TEXT,
    connection: TEXT,
    'asked-by': TEXT,
    channel: TEXT,
    reason: TEXT,
    by: TEXT,
  },
  ...{ person: TEXT, note: TEXT, delete: FLAG, 'dry-run': FLAG },
};

interface Order {
  wanted: RequestedAct;
  by: string;
  isDryRun: boolean;
}

function readArguments(args: string[]): Order {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: OPTIONS,
      allowPositionals: true,
    });
    const act = REQUEST_ACTS.find((each) => each === positionals[0]);
    const given = (name: 'company' | 'product' | 'connection' | 'asked-by' | 'reason' | 'by'): string => {
      const value = values[name]?.trim() ?? '';
      if (value === '') throw new SetupProblem(`--${name} is missing.\n${USAGE}`);
      return value;
    };
    if (act === undefined || positionals.length > 1) throw new SetupProblem(USAGE);
    const channel = values.channel ?? '';
    if (!isChannel(channel)) throw new SetupProblem(`--channel is one of ${CHANNELS.join(', ')}.\n${USAGE}`);
    if (act === 'pause' && values.delete) throw new SetupProblem(`A pause deletes nothing.\n${USAGE}`);
    return {
      by: given('by'),
      isDryRun: values['dry-run'],
      wanted: {
        companyId: given('company'),
        act,
        subject: given(act === 'end' ? 'connection' : 'product'),
        deletion: values.delete ? 'delete' : 'keep',
        asked: {
          by: { name: given('asked-by'), userId: values.person ?? null },
          channel,
          reason: given('reason'),
          note: values.note?.trim() || null,
        },
      },
    };
  } catch (error) {
    throw error instanceof SetupProblem ? error : new SetupProblem(`${errorMessage(error)}\n${USAGE}`);
  }
}

function contextOf(db: Db, by: string): ActingStaffCtx {
  return {
    db,
    now: clock.now(),
    request: {
      requestId: crypto.randomUUID(),
      page: '',
      locale: 'en',
      ipTruncated: null,
      userAgent: null,
    },
    staff: { userId: null, name: by, identified: null },
    auditView: async (company, what) => console.error(`${by} viewed business ${company}: ${what}`),
  };
}

function consequencesOf(requested: Requested, { deletion }: RequestedAct): Impact {
  if (requested.act === 'end') {
    const kind = deletion === 'delete' ? 'delete' : 'disconnect';
    return impact(requested.view.facts, { kind, connectionId: requested.view.connection.id });
  }
  const productId = requested.view.product.id;
  return impact(
    requested.view.facts,
    requested.act === 'pause' ? { kind: 'pause', productId } : { kind: 'withdraw', productId, deletion },
  );
}

function tell(requested: Requested, told: Impact): void {
  const { products, connections } = requested.view.facts;
  const PRODUCT = {
    stops: 'stops',
    'on-data-read': 'reads nothing new and may use what it read',
    'in-part': 'goes on without some of its data',
    continues: 'goes on as before',
  } as const;
  const CONNECTION = { unlinked: 'is disconnected', deleted: 'is deleted', kept: 'stays connected' } as const;
  console.log(`Business: ${requested.business.name}`);
  for (const { productId, effect } of told.products) {
    const name = products.find(({ id }) => id === productId)?.name.en ?? productId;
    console.log(`${name} ${PRODUCT[effect]}.`);
  }
  for (const { connectionId, effect } of told.connections) {
    const name = connections.find(({ id }) => id === connectionId)?.platformName ?? connectionId;
    console.log(`${name} ${CONNECTION[effect]}.`);
  }
}

async function run(db: Db, { wanted, by, isDryRun }: Order): Promise<number> {
  const ctx = contextOf(db, by);
  const requested = await getRequested(ctx, wanted);
  if (!requested.isOpen) {
    console.log('Nothing was changed: it had ended or was paused already.');
    return 1;
  }
  await admitAsker(db, requested.business.id, wanted);
  tell(requested, consequencesOf(requested, wanted));
  if (isDryRun) {
    console.log('Nothing was changed.');
    return 0;
  }
  const seen = requested.act === 'end' ? requested.view.connection.state : requested.view.consent.eventId;
  const outcome = await actOnRequest(ctx, { ...wanted, seen });
  console.log(outcome === 'done' ? 'Done. The business gets a letter.' : 'Nothing was changed.');
  return outcome === 'done' ? 0 : 1;
}

function isAsker(error: unknown): boolean {
  return error instanceof Precondition && error.code.startsWith('asker-');
}

export async function main(args: string[], withDatabase = withAppDatabase): Promise<number> {
  try {
    const order = readArguments(args);
    return await withDatabase((db) => run(db, order));
  } catch (error) {
    const isRefusal = error instanceof NotFound || error instanceof Conflict || error instanceof Precondition;
    if (isAsker(error)) console.error('The person who asked has no right to that. Nothing was changed.');
    else if (isRefusal)
      console.error('There is no such business, agreement or connection, or it changed just now.');
    else if (error instanceof SetupProblem) console.error(error.message);
    else throw error;
    return 2;
  }
}
