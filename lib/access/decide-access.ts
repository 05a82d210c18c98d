// Access decisions (policy decision point): may a product read one data type of a business at a moment, and why. Questions about
// now are answered in two statements, however many there are and whatever businesses they name.
import type { Db } from '@/db/client';
import { listProducts } from '@/db/queries/products';
import { type Decision, decide } from '../domain/access/decide';
import type { ConsentEventBody } from '../domain/consent/consent';
import { agreementAt } from '../domain/consent/projection';
import { notBefore } from '../domain/ledger/ledger';
import type { Product } from '../domain/product/product';
import { isUuid } from '../domain/text/uuid';
import { type AccessBasis, loadAccessFacts } from '../facts/access-facts';
import { loadDecision } from './load-decision';

export interface AccessQuestion {
  companyId: string;
  productId: string;
  /** A Codat data type, wire spelling. */
  dataType: string;
  /** Absent: now. A past moment is answered from the ledger, a future one as of now. */
  at?: Date;
}

export interface Decided {
  decision: Decision;
  /** The moment that it is about. */
  at: Date;
  /** Of the event that the decision rests on; null where there is none. */
  eventHash: string | null;
  /** The end of the agreement, also where nothing new may be read; null for none. */
  agreedUntil: Date | null;
  /** As it was asked for at that moment; null when unknown. */
  product: Product | null;
}

/** What decisions about now rest on. */
export interface CurrentFacts {
  products: Product[];
  /** By business; one that does not exist is left out. */
  businesses: Map<string, AccessBasis>;
}

/** @returns the facts of these businesses, read after the call */
export type FactsReader = (companyIds: readonly string[]) => Promise<CurrentFacts>;

export async function readCurrentFacts(db: Db, companyIds: readonly string[]): Promise<CurrentFacts> {
  const [products, businesses] = await Promise.all([listProducts(db), loadAccessFacts(db, companyIds)]);
  return { products, businesses };
}

interface AccessCtx {
  db: Db;
  now: Date;
  /** Shares reads with other callers; a read of its own when absent. */
  read?: FactsReader;
}

/** Never throws for what is unknown: that is a reason to say no. */
export async function decideAccess(ctx: AccessCtx, question: AccessQuestion): Promise<Decision> {
  const { decision } = await (await answerer(ctx, [question]))(question);
  return decision;
}

/** @returns an answer for each question, in their order */
export async function decideAll(ctx: AccessCtx, questions: readonly AccessQuestion[]): Promise<Decided[]> {
  const answerTo = await answerer(ctx, questions);
  const answers: Decided[] = [];
  for (const question of questions) answers.push(await answerTo(question));
  return answers;
}

/** Reads at once what the questions about now need; those about the past are read one by one. */
async function answerer(ctx: AccessCtx, questions: readonly AccessQuestion[]) {
  const isPast = ({ at }: AccessQuestion) => at !== undefined && at < ctx.now;
  const answerNow = await loadNow(
    ctx,
    questions.filter((question) => !isPast(question)),
  );
  return (question: AccessQuestion): Decided | Promise<Decided> =>
    isPast(question) ? answerPast(ctx, question) : answerNow(question);
}

interface Rested {
  seq: number;
  hash: string;
  body: ConsentEventBody;
}

async function loadNow({ db, now, read }: AccessCtx, questions: readonly AccessQuestion[]) {
  const companyIds = questions.map(({ companyId }) => companyId).filter(isUuid);
  if (companyIds.length === 0) return (question: AccessQuestion) => answer(null, null, [], question, now);
  const { products, businesses } = await (read?.(companyIds) ?? readCurrentFacts(db, companyIds));
  const byProduct = new Map<string, Rested[]>();
  return (question: AccessQuestion): Decided => {
    const { companyId, productId } = question;
    const product = products.find(({ id }) => id === productId) ?? null;
    const known = businesses.get(companyId.toLowerCase()) ?? null;
    const key = `${companyId} ${productId}`;
    const events =
      byProduct.get(key) ?? (known?.basis ?? []).filter(({ body }) => body.service.product_id === productId);
    byProduct.set(key, events);
    const last = events.at(-1);
    // What is withdrawn is withdrawn, also for a process whose clock is behind that of the one that wrote it.
    const at = last === undefined ? now : notBefore(now, new Date(last.body.event_time));
    return answer(known, product, events, question, at);
  };
}

async function answerPast(ctx: AccessCtx, question: AccessQuestion): Promise<Decided> {
  const { companyId, productId, at = ctx.now } = question;
  const { facts, events } = await loadDecision(ctx, { companyId, productId, at });
  const known = facts.companyExists
    ? { connections: facts.connections, isInDoubt: facts.isInDoubt ?? false }
    : null;
  return answer(known, facts.product, events, question, at);
}

function answer(
  known: Pick<AccessBasis, 'connections' | 'isInDoubt'> | null,
  product: Product | null,
  events: readonly Rested[],
  { productId, dataType }: AccessQuestion,
  at: Date,
): Decided {
  const bodies = events.map(({ body }) => body);
  const decision = decide(
    {
      companyExists: known !== null,
      product,
      events: bodies,
      isInDoubt: known?.isInDoubt ?? false,
      connections: known?.connections ?? [],
    },
    dataType,
    at,
  );
  return {
    decision,
    at,
    eventHash: events.find(({ seq }) => seq === decision.eventSeq)?.hash ?? null,
    agreedUntil: agreementAt(bodies, productId, at)?.consent.expiresAt ?? null,
    product,
  };
}
