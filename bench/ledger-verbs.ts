// Benchmark of verbs on a small and a large ledger, in turns, so that a busy machine slows both alike.

import { connectDatabase, type Database } from '../db/client';
import { grantInput, identified, makeCustomer, makeTools } from '../e2e/factories';
import { NO_CODAT } from '../e2e/no-codat';
import { listOwnConnections } from '../lib/connection/list-own-connections';
import { getConsentView } from '../lib/consent/get-consent-view';
import { grantConsent } from '../lib/consent/grant-consent';
import { listOwnConsents } from '../lib/consent/list-own-consents';
import { withdrawConsent } from '../lib/consent/withdraw-consent';
import type { Ctx } from '../lib/context';

export interface Figure {
  name: string;
  /** Medians in milliseconds. */
  small: number;
  large: number;
  ratio: number;
}

interface Place {
  database: Database;
  /** Seeded businesses, with a history. */
  companies: readonly string[];
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Context of a business that was not read for long: its pages are not in the cache of a large ledger. */
function seeded({ database, companies }: Place, turn: number): Ctx {
  const companyId = companies[(turn * 7919) % companies.length] ?? '';
  const tools = makeTools(database.db, NO_CODAT);
  const who = { kind: 'customer', userId: companyId, name: 'Maya Okafor', role: 'owner' } as const;
  return { ...tools, companyId, actor: { ...who, identified: identified(tools.now) } };
}

type Step = (place: Place, turn: number) => Promise<number[]>;

/** Times of granting and of withdrawing, for a new business. */
const write: Step = async ({ database }) => {
  const ctx = await makeCustomer(makeTools(database.db, NO_CODAT));
  const input = await grantInput(ctx.db, 'lending');
  return [
    await timed(() => grantConsent(ctx, input)),
    await timed(() => withdrawConsent(ctx, { productId: 'lending', deletion: 'keep' })),
  ];
};

const read: Step = async (place, turn) => {
  const ctx = seeded(place, turn);
  return [
    await timed(() => listOwnConsents(ctx)),
    await timed(() => getConsentView(ctx, 'business-insights')),
    await timed(() => listOwnConnections(ctx)),
  ];
};

async function compare(
  names: string[],
  step: Step,
  small: Place,
  large: Place,
  turns: number,
): Promise<Figure[]> {
  const [ofSmall, ofLarge]: [number[][], number[][]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    // The order alternates: the second place finds the processor warm.
    const order = turn % 2 === 0 ? ([small, large] as const) : ([large, small] as const);
    for (const place of order) (place === small ? ofSmall : ofLarge).push(await step(place, turn));
  }
  const warm = Math.floor(turns / 10);
  const column = (rows: number[][], index: number) => median(rows.slice(warm).map((row) => row[index] ?? 0));
  return names.map((name, index) => {
    const [a, b] = [column(ofSmall, index), column(ofLarge, index)];
    return { name, small: a, large: b, ratio: b / a };
  });
}

interface Given {
  url: string;
  companies: readonly string[];
}

export async function measureVerbs(small: Given, large: Given, turns: number): Promise<Figure[]> {
  const places = [small, large].map(({ url, companies }) => ({ database: connectDatabase(url), companies }));
  const [a, b] = places;
  if (a === undefined || b === undefined) throw new Error('two places are compared');
  try {
    return [
      ...(await compare(['grant', 'withdraw'], write, a, b, turns)),
      ...(await compare(['read /consents', 'read /consents/[id]', 'read /connections'], read, a, b, turns)),
    ];
  } finally {
    await Promise.all(places.map(({ database }) => database.close()));
  }
}
