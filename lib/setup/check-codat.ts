// Set-up check of the settings at Codat, as far as its API shows them.
import type { Codat } from '../codat/client';
import {
  getCodatRedirect,
  listCodatConsumers,
  listCodatOrigins,
  listUsedCodatProducts,
} from '../codat/client-settings';
import { pingCodat } from '../codat/companies';
import { listCodatPlatforms } from '../codat/integrations';
import type { SourceType } from '../domain/connection/connection';
import type { ProductDefinition } from '../domain/product/product';
import {
  judgeConsumers,
  judgeOrigins,
  judgePlatforms,
  judgeProducts,
  judgeRedirect,
  type SetupLine,
  wantedEvents,
} from '../domain/work/setup';
import { Upstream } from '../errors';
import type { Site } from './facts';

export interface CodatFacts {
  products: readonly ProductDefinition[];
  /** Codat's identifiers of the products. */
  codatIds: readonly string[];
  /** Number of products that Codat has refused to switch so far. */
  refused: number;
}

/** If Codat does not answer, or refuses the key, only that is reported. */
export async function checkCodat(codat: Codat, site: Site, facts: CodatFacts): Promise<SetupLine[]> {
  const key = await checkKey(codat);
  if (key.state !== 'ok') return [key];
  const checks: [string, () => Promise<SetupLine[]>][] = [
    [
      'webhook consumer',
      async () => [
        judgeConsumers(await listCodatConsumers(codat), site.webhookUrl, wantedEvents(site.syncsProducts)),
      ],
    ],
    [
      'origins for the embedded window',
      async () => [judgeOrigins(await listCodatOrigins(codat), site.origin)],
    ],
    ['redirect URL', async () => [judgeRedirect(await getCodatRedirect(codat), site.origin)]],
    ['platforms', async () => judgePlatforms(facts.products, await countPlatforms(codat))],
    ['products at Codat', async () => [await checkProducts(codat, site, facts)]],
  ];
  const lines: SetupLine[] = [key];
  for (const [check, look] of checks) lines.push(...(await orUnknown(check, look)));
  return lines;
}

async function checkKey(codat: Codat): Promise<SetupLine> {
  const check = 'API key';
  try {
    await pingCodat(codat);
    return { check, state: 'ok', says: 'Codat takes it' };
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    if (error.kind === 'refused') {
      const next = 'Set CODAT_API_KEY to a key of this client from the portal, Developers > API keys.';
      return { check, state: 'wrong', says: `Codat refuses it (${error.status})`, next };
    }
    const next = 'Check CODAT_BASE_URL and the way to it, then try again; nothing else was looked at.';
    return { check, state: 'wrong', says: `Codat could not be asked (${error.kind})`, next };
  }
}

async function orUnknown(check: string, look: () => Promise<SetupLine[]>): Promise<SetupLine[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof Upstream)) throw error;
    const says = `could not be looked at (${error.kind})`;
    return [{ check, state: 'to-do', says, next: 'Try again, or look in the portal.' }];
  }
}

async function countPlatforms(codat: Codat): Promise<Map<SourceType, number>> {
  const counts = new Map<SourceType, number>();
  for (const { sourceType } of await listCodatPlatforms(codat)) {
    counts.set(sourceType, (counts.get(sourceType) ?? 0) + 1);
  }
  return counts;
}

async function checkProducts(
  codat: Codat,
  { syncsProducts }: Site,
  { codatIds, refused }: CodatFacts,
): Promise<SetupLine> {
  if (!syncsProducts) {
    return { check: 'products at Codat', state: 'ok', says: 'not kept in step (CODAT_SYNC_PRODUCTS is off)' };
  }
  return judgeProducts(codatIds, await listUsedCodatProducts(codat), refused);
}
