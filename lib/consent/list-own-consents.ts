// Read model of all agreements, present and past, with their subjects; past ones come by page.
import { logosPart } from '@/db/queries/codat-cache';
import type { ConnectionRow } from '@/db/queries/connections';
import { openBodies } from '@/db/queries/person-keys';
import { listProductVersions } from '@/db/queries/products';
import { pageEndsPart } from '@/db/queries/snapshots';
import type { Ctx } from '../context';
import { agreementNow, type ShownAgreement, shownAgreement } from '../domain/access/access-now';
import { agreedPart, sourcesUnder } from '../domain/access/agreed-product';
import {
  type AgreementSources,
  type DataKept,
  dataKeptOf,
  pastMoments,
  sourcesOf,
} from '../domain/access/agreement-facts';
import { type AgreementPeriod, agreementPeriods } from '../domain/consent/agreement-periods';
import { isOnRequest } from '../domain/consent/on-request';
import type { Product } from '../domain/product/product';
import { ENDED_PAGE, HISTORY_PAGE, type Page, readCursor } from '../domain/text/paging';
import { type BusinessFacts, factsGatherer } from '../facts/business-facts';
import { listEndedPeriods } from './ended-periods';
import { loadConnectionPast } from './load-connection-past';

export interface OwnConsent {
  /** The version that was agreed to, as far as it was. */
  product: Product;
  period: AgreementPeriod;
  shown: ShownAgreement | 'replaced';
  /** Staff paused or stopped it, because the customer asked for it. */
  isOnRequest: boolean;
  /** True for the last one of its product, which is the one that can be changed. */
  isLatest: boolean;
  /** What happened then is not on the newest page of its product's history. */
  isFar: boolean;
  sources: AgreementSources<ConnectionRow>;
  data: DataKept;
}

export interface OwnConsents {
  /** They run or are paused. On the newest page only. */
  current: OwnConsent[];
  /** They are over: withdrawn, run out, replaced, or ended by others. Those that ended last come first. */
  past: OwnConsent[];
  pages: Pick<Page<unknown>, 'older' | 'newer'>;
  facts: BusinessFacts;
  /** By platform key. */
  logos: ReadonlyMap<string, string | null>;
}

const readFacts = factsGatherer('own_consents', {
  pageEnds: pageEndsPart(HISTORY_PAGE),
  logos: logosPart,
});

/** A search reads more rows at once. */
const SIZE = { shown: ENDED_PAGE, searched: 100 };

interface Asked {
  /** From an address: a claim. */
  cursor?: string | string[] | undefined;
  isSearch?: boolean;
}

/** What was only put off is no agreement, and is not here. */
export async function listOwnConsents(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  { cursor, isSearch = false }: Asked = {},
): Promise<OwnConsents> {
  const { db, companyId, now } = ctx;
  const size = isSearch ? SIZE.searched : SIZE.shown;
  const [facts, ended] = await Promise.all([
    readFacts(db, companyId, now),
    listEndedPeriods(db, companyId, { cursor: readCursor(cursor), size, now }),
  ]);
  const { connections, pageEnds } = facts;
  // Each card names who agreed.
  const bodies = (await openBodies(db, facts.basis)).map((event) => event.body);
  const periods = agreementPeriods(bodies, now);
  const latest = periods.filter((period) => isLatestOf(periods, period));
  const shown = [
    ...ended.items,
    ...(ended.newer === null ? latest.map((period) => ({ period, events: bodies })) : []),
  ];
  const agreed = shown.map(({ period: { productId, terms } }) => ({
    productId,
    version: terms.service.version,
  }));
  const isPublished = ({ productId, version }: (typeof agreed)[number]) =>
    facts.products.some((product) => product.id === productId && product.version === version);
  const [earlier, before] = await Promise.all([
    listProductVersions(
      db,
      agreed.filter((one) => !isPublished(one)),
    ),
    loadConnectionPast(db, companyId, pastMoments(shown.map(({ period }) => period))),
  ]);
  const versions = [...facts.products, ...earlier];
  const own = shown.flatMap(({ period, events: about }): OwnConsent[] => {
    const { productId, terms } = period;
    const version = versions.find(({ id, version: v }) => id === productId && v === terms.service.version);
    if (version === undefined) return [];
    return [
      {
        product: agreedPart(version, terms),
        period,
        shown: shownOf(period, version, connections, now),
        isOnRequest: isOnRequest(about, period),
        isLatest: latest.includes(period),
        isFar: period.began.seq < (pageEnds.get(productId) ?? 0),
        sources: sourcesOf(period, version, connections, before, now),
        data: dataKeptOf(period, about),
      },
    ];
  });
  const endOf = ({ period }: OwnConsent) => period.endedAt?.getTime() ?? 0;
  return {
    current: own.filter(({ period }) => period.endedAt === null),
    past: own.filter(({ period }) => period.endedAt !== null).sort((a, b) => endOf(b) - endOf(a)),
    pages: { older: ended.older, newer: ended.newer },
    facts,
    logos: facts.logos,
  };
}

const isLatestOf = (periods: readonly AgreementPeriod[], period: AgreementPeriod) =>
  periods.findLast(({ productId }) => productId === period.productId) === period;

/** The word for an agreement, also for one that another has taken the place of. */
export function shownOf(
  { terms, standing, expiresAt }: AgreementPeriod,
  product: Pick<Product, 'sources'>,
  connections: readonly ConnectionRow[],
  now: Date,
): ShownAgreement | 'replaced' {
  if (standing === 'replaced') return standing;
  const consent = { standing, expiresAt };
  return shownAgreement(consent, agreementNow(consent, sourcesUnder(terms, product), connections, now), now);
}
