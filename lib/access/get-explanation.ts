// Read model of the page of reasons: for one product and moment, each data type with its decision and its events.
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
  /** The moment of the explanation. */
  at: Date;
  /** The version that was current at that moment. */
  product: Product;
  /** The groups' names: those asked for, and those agreed to that are no longer asked for. */
  clusters: DataCluster[];
  groups: ExplainedGroup[];
  summary: Summary;
  /** The start of each reason. */
  since: ReadonlyMap<Summary['reason'], Date>;
  /** The member of staff who paused or stopped it at the customer's request; null if none had by that moment. */
  byStaff: string | null;
  /** The connections at that moment. */
  connections: ConnectionRow[];
  /** The agreed version, for its text in the reader's language. */
  agreed: Product | null;
  /** The latest consent at that moment; null if there was none. */
  yes: ConsentEventBody | null;
  /** Markdown, exactly as shown for that consent. */
  words: string | null;
}

/** @throws NotFound when the product is unknown, or this business was never asked about it */
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

/** The member of staff behind the last pause or end before the moment; null if it was not by staff. */
function staffBehind(own: readonly ConsentEventBody[], at: Date): string | null {
  const last = own.findLast(
    ({ event_type: type, event_time: time }) =>
      (type === 'paused' || type === 'withdrawn') && new Date(time) <= at,
  );
  return last?.entity.kind === 'staff' ? last.entity.name : null;
}
