// Read model of one agreement: its terms, the notice shown, its latest events, confirmations still pending at Codat.
import { logosPart } from '@/db/queries/codat-cache';
import type { ConnectionRow } from '@/db/queries/connections';
import { type ConsentRow, noticePart } from '@/db/queries/consents';
import { gatherer } from '@/db/queries/gather';
import { type JobRow, listJobsOf } from '@/db/queries/jobs';
import { openBodies } from '@/db/queries/person-keys';
import { productVersionPart } from '@/db/queries/products';
import type { Ctx } from '../context';
import type { ShownAgreement } from '../domain/access/access-now';
import { agreedPart, agreedProducts } from '../domain/access/agreed-product';
import {
  type AgreementSources,
  type DataKept,
  dataKeptOf,
  goneAfter,
  pastMoments,
  sourcesOf,
} from '../domain/access/agreement-facts';
import { yesAt } from '../domain/access/explain';
import { agreementPeriods } from '../domain/consent/agreement-periods';
import { type ConsentEventBody, isAside, type Standing, standingAt } from '../domain/consent/consent';
import { isOnRequest } from '../domain/consent/on-request';
import { agreementAt } from '../domain/consent/projection';
import type { ImpactFacts } from '../domain/next-step/impact';
import type { Product } from '../domain/product/product';
import { NotFound } from '../errors';
import { factsGatherer } from '../facts/business-facts';
import { shownOf } from './list-own-consents';
import { loadConnectionPast } from './load-connection-past';

export interface ConsentView {
  /** The version that was agreed to, as far as it was. */
  product: Product;
  consent: ConsentRow;
  standing: Standing;
  /** The word for it: what keeps a standing agreement from being read comes before its standing. */
  shown: ShownAgreement | 'replaced';
  /** Staff paused or stopped it, because the customer asked for it. */
  isOnRequest: boolean;
  /** When it ended; null while it runs or is paused. */
  endedAt: Date | null;
  sources: AgreementSources<ConnectionRow>;
  data: DataKept;
  terms: ConsentEventBody;
  /** The consent that stands or stood; a later pause, resumption or stop by another person is not part of it. */
  yes: ConsentEventBody;
  /** Markdown, exactly as it was shown. */
  words: string;
  /** What the standing comes from: that data was deleted, or a platform connected by a colleague, changes nothing about it. */
  latest: ConsentEventBody | undefined;
  /** What tells that the data was deleted since then. */
  gone: ConsentEventBody | null;
  /** By platform key. */
  logos: ReadonlyMap<string, string | null>;
  connections: ConnectionRow[];
  /** Progress of the latest event's jobs at Codat: `pending` until Codat has confirmed all. Null without jobs. */
  confirmation: { state: 'pending' | 'confirmed' | 'given-up'; at: Date | null } | null;
  facts: ImpactFacts;
}

const readFacts = factsGatherer('consent_view', { logos: logosPart });
const readWords = gatherer('agreed_words', { asked: productVersionPart, notice: noticePart });

/** @throws NotFound when the business never agreed to this product */
export async function getConsentView(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  productId: string,
): Promise<ConsentView> {
  const { db, companyId, now } = ctx;
  const { basis, consents, connections, products, logos } = await readFacts(db, companyId);
  const consent = consents.find((each) => each.productId === productId);
  // The page names who agreed and who changed it.
  const bodies = (await openBodies(db, basis)).map((event) => event.body);
  const terms = agreementAt(bodies, productId, now)?.terms;
  const period = agreementPeriods(bodies, now).findLast((each) => each.productId === productId);
  if (consent === undefined || !terms || period === undefined) throw new NotFound('consent');
  const latest = bodies.findLast(
    (body) => body.service.product_id === productId && !isAside(body.event_type),
  );
  const { version } = terms.service;
  const [{ asked, notice }, past, jobs] = await Promise.all([
    readWords(db, { productId, version, noticeHash: terms.privacy_notice.hash }),
    loadConnectionPast(db, companyId, pastMoments([period])),
    latest === undefined ? [] : listJobsOf(db, companyId, latest.collection.request_id),
  ]);
  if (asked === null || notice === null) throw new NotFound('consent');
  const product = agreedPart(asked, terms);
  const sourceTypes = product.sources.map((source) => source.sourceType);
  return {
    product,
    consent,
    standing: standingAt(consent, now),
    shown: shownOf(period, product, connections, now),
    isOnRequest: isOnRequest(bodies, period),
    endedAt: period.endedAt,
    sources: sourcesOf(period, product, connections, past, now),
    data: dataKeptOf(period, bodies),
    terms,
    yes: yesAt(bodies, productId, now) ?? terms,
    words: notice.text,
    latest,
    gone: goneAfter(bodies, productId),
    logos,
    connections: connections.filter(
      (each) => each.state !== 'deleted' && sourceTypes.includes(each.sourceType),
    ),
    confirmation: confirmationOf(jobs),
    // Consequences are about what was agreed: the product as it was then, not as it is asked for today.
    facts: {
      products: agreedProducts(products, bodies, now).map((each) => (each.id === productId ? product : each)),
      consents,
      connections,
      now,
    },
  };
}

/** @param jobs of the event: they carry its request id */
function confirmationOf(jobs: readonly JobRow[]): ConsentView['confirmation'] {
  const enqueued = jobs.filter(
    // Deleting when the time to keep it is over is not what the customer waits for.
    ({ job }) => 'connectionId' in job && job.kind !== 'delete-unused-connection',
  );
  if (enqueued.length === 0) return null;
  if (enqueued.some((job) => job.state === 'dead')) return { state: 'given-up', at: null };
  if (enqueued.some((job) => job.state === 'waiting')) return { state: 'pending', at: null };
  const ends = enqueued.flatMap((job) => job.endedAt ?? []);
  return { state: 'confirmed', at: ends.sort((a, b) => b.getTime() - a.getTime())[0] ?? null };
}
