// Read model of the page of reasons: for one product and moment, each kind of data with its decision and the events behind it.
import type { ConnectionRow } from '@/db/queries/connections';
import { findConsent, findNotice } from '@/db/queries/consents';
import { findProductVersion } from '@/db/queries/products';
import type { Ctx } from '../context';
import {
  type ExplainedGroup,
  explain,
  type Summary,
  sinceWhen,
  summarise,
  yesAt,
} from '../domain/access/explain';
import type { ConsentEventBody } from '../domain/consent/consent';
import type { DataCluster, Product } from '../domain/product/product';
import { NotFound } from '../errors';
import { loadDecision } from './load-decision';

export interface Explanation {
  /** The moment it is about. */
  at: Date;
  /** As it was asked for at that moment. */
  product: Product;
  /** What groups are called: those asked for, and those agreed to and asked for no more. */
  clusters: DataCluster[];
  groups: ExplainedGroup[];
  summary: Summary;
  /** Since when each reason that was given holds. */
  since: ReadonlyMap<Summary['reason'], Date>;
  /** The member of staff who paused or stopped it on the customer's request; null for none by that moment. */
  byStaff: string | null;
  /** The connections as they were. */
  connections: ConnectionRow[];
  /** The version that was agreed to, for its words in the reader's language. */
  agreed: Product | null;
  /** The yes that was the last one then; null where there was none. */
  yes: ConsentEventBody | null;
  /** Markdown, exactly as it was shown for that yes. */
  words: string | null;
}

/** @throws NotFound when there is no such product, or this business was never asked about it */
export async function getExplanation(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
  at: Date,
): Promise<Explanation> {
  const { db, companyId } = ctx;
  const { facts } = await loadDecision(ctx, { companyId, productId, at });
  const { product } = facts;
  const own = facts.events;
  if (product === null || (await findConsent(db, companyId, productId)) === null)
    throw new NotFound('consent');
  const groups = explain(facts, at);
  const yes = yesAt(own, productId, at);
  const [agreed, notice] = await Promise.all([
    yes === null ? null : findProductVersion(db, productId, yes.service.version),
    yes === null ? null : findNotice(db, yes.privacy_notice.hash),
  ]);
  const reasons = new Set(groups.flatMap(({ types }) => types.map(({ decision }) => decision.reason)));
  return {
    at,
    product,
    clusters: [...product.data, ...(agreed?.data ?? [])],
    groups,
    summary: summarise(groups),
    byStaff: staffBehind(own, at),
    since: new Map(
      [...reasons].flatMap((reason) => {
        const since = sinceWhen(own, productId, reason, at);
        return since === null ? [] : [[reason, since] as const];
      }),
    ),
    connections: facts.connections,
    agreed,
    yes,
    words: notice?.text ?? null,
  };
}

/** The last pause or end before the moment, when staff made it. */
function staffBehind(own: readonly ConsentEventBody[], at: Date): string | null {
  const last = own.findLast(
    ({ event_type: type, event_time: time }) =>
      (type === 'paused' || type === 'withdrawn') && new Date(time) <= at,
  );
  return last?.entity.kind === 'staff' ? last.entity.name : null;
}
