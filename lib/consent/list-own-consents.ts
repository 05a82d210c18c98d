// Read model: every agreement there is and was, with what it was about.
import { listCompanyConnectionEvents } from '@/db/queries/connection-events';
import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { listEvents } from '@/db/queries/consents';
import { listCompanyChecks } from '@/db/queries/organisation-checks';
import { listProductVersions } from '@/db/queries/products';
import type { Ctx } from '../context';
import { agreementNow, type ShownAgreement, shownAgreement } from '../domain/access-now';
import { agreedPart, sourcesUnder } from '../domain/agreed-product';
import { type AgreementSources, type DataKept, dataKeptOf, sourcesOf } from '../domain/agreement-facts';
import { type AgreementPeriod, agreementPeriods } from '../domain/agreement-periods';
import { isOnRequest } from '../domain/on-request';
import type { Product } from '../domain/product';

export interface OwnConsent {
  /** The version that was agreed to, as far as it was. */
  product: Product;
  period: AgreementPeriod;
  shown: ShownAgreement | 'replaced';
  /** Staff paused or stopped it, because the customer asked for it. */
  isOnRequest: boolean;
  /** True for the last one of its product: what is changed is changed there. */
  isLatest: boolean;
  sources: AgreementSources<ConnectionRow>;
  data: DataKept;
}

export interface OwnConsents {
  /** They run or are paused. */
  current: OwnConsent[];
  /** They are over: withdrawn, run out, replaced, or ended by others. Those that ended last come first. */
  past: OwnConsent[];
}

/** What was only put off is no agreement, and is not here. */
export async function listOwnConsents(ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>): Promise<OwnConsents> {
  const { db, companyId, now } = ctx;
  const [events, connections, happened, questions] = await Promise.all([
    listEvents(db, companyId),
    listConnections(db, companyId),
    listCompanyConnectionEvents(db, companyId),
    listCompanyChecks(db, companyId),
  ]);
  const bodies = events.map((event) => event.body);
  const periods = agreementPeriods(bodies, now);
  const versions = await listProductVersions(
    db,
    periods.map(({ productId, terms }) => ({ productId, version: terms.service.version })),
  );
  const own = periods.flatMap((period): OwnConsent[] => {
    const { productId, terms } = period;
    const version = versions.find(({ id, version: v }) => id === productId && v === terms.service.version);
    if (version === undefined) return [];
    return [
      {
        product: agreedPart(version, terms),
        period,
        shown: shownOf(period, version, connections, now),
        isOnRequest: isOnRequest(bodies, period),
        isLatest: periods.findLast((each) => each.productId === productId) === period,
        sources: sourcesOf(period, version, connections, { happened, questions }, now),
        data: dataKeptOf(period, bodies),
      },
    ];
  });
  const endOf = ({ period }: OwnConsent) => period.endedAt?.getTime() ?? 0;
  return {
    current: own.filter(({ period }) => period.endedAt === null),
    past: own.filter(({ period }) => period.endedAt !== null).sort((a, b) => endOf(b) - endOf(a)),
  };
}

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
