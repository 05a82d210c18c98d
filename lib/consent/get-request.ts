// Read model of a consent request: the data and its reason, the new parts, and the platforms that serve it already.

import { type ConnectionRow, listConnections } from '@/db/queries/connections';
import { type ConsentRow, findConsent } from '@/db/queries/consents';
import { listBasis } from '@/db/queries/snapshots';
import type { Ctx } from '../context';
import { mayServe } from '../domain/access/access-now';
import { agreedSources, chosenPart, optionalSourcesOf } from '../domain/access/agreed-product';
import type { SourceType } from '../domain/connection/connection';
import { type AgreementPeriod, agreementPeriods } from '../domain/consent/agreement-periods';
import { type LastAnswer, lastAnswer } from '../domain/consent/answer';
import { type ConsentEventBody, stands, type TermsChange } from '../domain/consent/consent';
import { termsOf } from '../domain/consent/consent-terms';
import { agreementAt } from '../domain/consent/projection';
import { type RequestKind, readByNone, requestKind } from '../domain/consent/request';
import { termsChange } from '../domain/consent/terms-change';
import { buildNotice, type Controller, type NoticeWording } from '../domain/notice/notice';
import type { Product } from '../domain/product/product';
import type { Locale } from '../domain/text/language';
import { getProduct } from '../product/get-product';

export interface RequestView {
  kind: RequestKind;
  product: Product;
  notice: NoticeWording;
  consent: ConsentRow | null;
  /** The event whose terms hold, or held last. */
  before: ConsentEventBody | null;
  /** The changes that agreeing would make; null without an earlier consent. */
  change: TermsChange | null;
  /** Optional sources that can still be chosen. */
  open: SourceType[];
  /** The optional source that this request is about. */
  adding: SourceType | null;
  /** The latest agreement, with how and when it ended. */
  period: AgreementPeriod | null;
  /** The «not now» or «no» that still holds. */
  declined: LastAnswer | null;
  /** Connected platforms that will be read, and needed kinds that none is connected for. */
  serving: ConnectionRow[];
  missing: SourceType[];
  /** Data types that no product reads today. */
  isNew: string[];
}

export interface RequestInput {
  productId: string;
  controller: Controller;
  language: Locale;
  /** From an address: a claim. */
  add: string | undefined;
}

/** @throws NotFound */
export async function getRequest(
  ctx: Pick<Ctx, 'db' | 'companyId' | 'now'>,
  input: RequestInput,
): Promise<RequestView> {
  const { db, companyId, now } = ctx;
  const product = await getProduct(db, input.productId);
  const [consent, events, connections] = await Promise.all([
    findConsent(db, companyId, product.id),
    listBasis(db, companyId),
    listConnections(db, companyId),
  ]);
  const bodies = events.map((event) => event.body);
  const before = agreementAt(bodies, product.id, now)?.terms ?? null;
  // What stands stays chosen; a new yes begins with nothing chosen.
  const chosen = before !== null && stands(consent, now) ? agreedSources(before) : [];
  const open = optionalSourcesOf(product).filter((type) => !chosen.includes(type));
  const adding = open.find((type) => type === input.add) ?? null;
  const kind = requestKind(consent, product, adding !== null, now);
  const notice = buildNotice(product, input.controller, input.language);
  const asked = chosenPart(
    product,
    optionalSourcesOf(product).filter((type) => chosen.includes(type) || (kind === 'add' && type === adding)),
  );
  const terms = termsOf(asked, notice, input.controller, now);
  const serves = (type: SourceType) => connections.filter((c) => c.sourceType === type && mayServe(c, now));
  const types = asked.sources.map((source) => source.sourceType);
  return {
    kind,
    product,
    notice,
    consent,
    before,
    change: before === null ? null : termsChange(before, terms),
    open,
    adding: kind === 'add' ? adding : null,
    period: agreementPeriods(bodies, now).findLast((period) => period.productId === product.id) ?? null,
    declined: lastAnswer(bodies, product),
    serving: types.flatMap(serves),
    missing: types.filter((type) => serves(type).length === 0),
    isNew: readByNone(asked, bodies, now),
  };
}
