// Owns what the page of agreements knows: every agreement there is and was, with what it was about.
import { listCompanyConnectionEvents } from '@/db/queries/connection-events';
import { listConnections } from '@/db/queries/connections';
import { listEvents } from '@/db/queries/consents';
import { listCompanyChecks } from '@/db/queries/organisation-checks';
import { listProductVersions } from '@/db/queries/products';
import type { Ctx } from '../context';
import { mayServe } from '../domain/access-now';
import { agreedPart, agreedSources } from '../domain/agreed-product';
import { type AgreementPeriod, agreementPeriods } from '../domain/agreement-periods';
import { type Standing, standingAt } from '../domain/consent';
import { connectionsAt } from '../domain/decide-past';
import type { Product } from '../domain/product';

export interface OwnConsent {
  /** The version that was agreed to, as far as it was. */
  product: Product;
  period: AgreementPeriod;
  standing: Standing | 'replaced';
  /** True for the last one of its product: what is changed is changed there. */
  isLatest: boolean;
  /** What it is read through now, or was when it ended. */
  platforms: { platformKey: string; platformName: string; organisation: string | null }[];
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
  const periods = agreementPeriods(
    events.map((event) => event.body),
    now,
  );
  const versions = await listProductVersions(
    db,
    periods.map(({ productId, terms }) => ({ productId, version: terms.service.version })),
  );
  const own = periods.flatMap((period): OwnConsent[] => {
    const { productId, terms, endedAt, standing } = period;
    const version = versions.find(({ id, version: v }) => id === productId && v === terms.service.version);
    if (version === undefined) return [];
    const sources = agreedSources(terms);
    const then =
      endedAt === null
        ? connections
        : connectionsAt(connections, { happened, questions }, justBefore(endedAt));
    return [
      {
        product: agreedPart(version, terms),
        period,
        standing:
          standing === 'replaced' ? standing : standingAt({ standing, expiresAt: period.expiresAt }, now),
        isLatest: periods.findLast((each) => each.productId === productId) === period,
        platforms: then.filter(
          (each) =>
            sources.includes(each.sourceType) && mayServe(each, endedAt === null ? now : justBefore(endedAt)),
        ),
      },
    ];
  });
  const endOf = ({ period }: OwnConsent) => period.endedAt?.getTime() ?? 0;
  return {
    current: own.filter(({ period }) => period.endedAt === null),
    past: own.filter(({ period }) => period.endedAt !== null).sort((a, b) => endOf(b) - endOf(a)),
  };
}

/** What ends an agreement may end its connection in the same moment. */
const justBefore = (moment: Date) => new Date(moment.getTime() - 1);
