// Evaluator of Accord's own vocabulary: products read or use data of businesses, by the one rule that decides access. A key asks
// in the name of its own products alone.
import type { Db } from '@/db/client';
import { listAsked } from '@/db/queries/consents';
import { listProducts } from '@/db/queries/products';
import {
  ACTIONS,
  type AccessAction,
  type AccessReason,
  answerTo,
  readBusiness,
  readData,
  readInstant,
} from '../domain/access/access-question';
import { mayAskAs } from '../domain/identity/api-key';
import type { Product } from '../domain/product/product';
import { isUuid } from '../domain/text/uuid';
import type { AuthzenEntity, AuthzenQuestion, ResourceSearch, SubjectSearch } from './authzen-question';
import { companiesNamed } from './companies-named';
import { type AccessQuestion, type Decided, decideAll, type FactsReader } from './decide-access';
import { newEvaluationId } from './decision-log';
import type { AccessAnswer, AccessRefusal, Evaluator, Found } from './evaluator';
import { requestForm } from './request-form';

/** Past moments in one call: each is read from the ledger by itself, questions about now are read together. */
export const MOST_MOMENTS = 50;
/** Businesses on one page of a search. */
export const MOST_FOUND = 200;

export interface Asker {
  db: Db;
  /** Shares reads with other askers. */
  read: FactsReader;
  /** Business time. */
  now: Date;
  /** The sign-in service whose ids `ext:` means; null where there is none. */
  issuer: string | null;
  /** Origin of this site, for addresses in answers. */
  site: string;
  /** The sentence for a reason, in the asker's language. */
  sentence: (reason: AccessReason) => string;
  /** The products that the key is bound to; null for every one. */
  products: readonly string[] | null;
}

type Asked =
  | { kind: 'refused'; refusal: AccessRefusal }
  | { kind: 'unknown'; reason: AccessReason }
  | { kind: 'known'; action: AccessAction; question: AccessQuestion };

const refuse = (status: 400 | 403, message: string): AccessRefusal => ({ error: { status, message } });
const isAction = (name: string): name is AccessAction => ACTIONS.some((action) => action === name);

export function createProductEvaluator(asker: Asker): Evaluator {
  const { db, now, sentence } = asker;
  const isForeign = ({ type, id }: Pick<AuthzenEntity, 'type' | 'id'>) =>
    type === 'product' && !mayAskAs(asker, id);
  const foreign = refuse(403, 'the key is bound to other products');

  function asked(question: AuthzenQuestion, companyId: string | null): Asked {
    const { subject, action, resource, context } = question;
    if (isForeign(subject)) return { kind: 'refused', refusal: foreign };
    const at = readInstant(context.time);
    if (context.time !== undefined && at === null)
      return { kind: 'refused', refusal: refuse(400, 'context.time is no moment of RFC 3339') };
    const data = resource.type === 'data' ? readData(resource.id) : null;
    if (subject.type !== 'product') return { kind: 'unknown', reason: 'unknown-subject' };
    if (!isAction(action.name)) return { kind: 'unknown', reason: 'unknown-action' };
    if (data === null) return { kind: 'unknown', reason: 'unknown-resource' };
    if (companyId === null) return { kind: 'unknown', reason: 'unknown-company' };
    return {
      kind: 'known',
      action: action.name,
      question: { companyId, productId: subject.id, dataType: data.dataType, ...(at && { at }) },
    };
  }

  /** @returns null where more moments are asked for than are read at once */
  async function decide(questions: readonly AccessQuestion[]): Promise<Decided[] | null> {
    const moments = questions.flatMap(({ companyId, productId, at }) =>
      at !== undefined && at < now ? [`${companyId} ${productId} ${at.toISOString()}`] : [],
    );
    return new Set(moments).size > MOST_MOMENTS ? null : decideAll(asker, questions);
  }

  function say(reason: AccessReason, at: Date): Record<string, unknown> {
    return {
      reason,
      reason_user: sentence(reason),
      evaluation_id: newEvaluationId(),
      evaluated_at: at.toISOString(),
    };
  }

  function answered({ action, question }: Asked & { kind: 'known' }, decided: Decided): AccessAnswer {
    const { decision, at, eventHash, agreedUntil, product } = decided;
    const { isAllowed, reason } = answerTo(action, decision);
    const until = decision.outcome === 'allow' ? decision.validUntil : agreedUntil;
    const form = isAllowed ? null : requestForm(asker.site, product, { reason, dataType: question.dataType });
    return {
      decision: isAllowed,
      context: {
        ...say(reason, at),
        event:
          decision.eventId === null
            ? null
            : { id: decision.eventId, seq: decision.eventSeq, hash: eventHash },
        valid_until: isAllowed ? (until?.toISOString() ?? null) : null,
        connections: decision.connectionIds,
        ...(form === null ? {} : { access_request: { form_url: form } }),
      },
    };
  }

  async function evaluate(questions: readonly AuthzenQuestion[]): Promise<(AccessAnswer | AccessRefusal)[]> {
    const names = questions.map(({ resource }) =>
      resource.type === 'data' ? (readData(resource.id)?.business ?? null) : null,
    );
    const companyIds = await companiesNamed(asker, names);
    const all = questions.map((question, n) => asked(question, companyIds[n] ?? null));
    const known = all.flatMap((one) => (one.kind === 'known' ? [one] : []));
    const decided = await decide(known.map(({ question }) => question));
    const answers = new Map(known.map((one, n) => [one as Asked, decided?.[n]] as const));
    return all.map((one) => {
      if (one.kind === 'refused') return one.refusal;
      if (one.kind === 'unknown') return { decision: false, context: say(one.reason, now) };
      const answer = answers.get(one);
      return answer === undefined
        ? refuse(400, `more than ${MOST_MOMENTS} moments of the past are asked for`)
        : answered(one, answer);
    });
  }

  /** Those of the questions that are allowed; a refusal when they cannot be asked. */
  async function allowed(questions: readonly AuthzenQuestion[]): Promise<boolean[] | AccessRefusal> {
    const answers = await evaluate(questions);
    const refusal = answers.find((answer) => 'error' in answer);
    return refusal ?? answers.map((answer) => 'decision' in answer && answer.decision);
  }

  async function among<T>(
    candidates: readonly T[],
    questionOf: (candidate: T) => AuthzenQuestion,
  ): Promise<Found<T> | AccessRefusal> {
    const verdicts = await allowed(candidates.map(questionOf));
    return 'error' in verdicts ? verdicts : { results: candidates.filter((_, n) => verdicts[n]) };
  }

  return {
    evaluate,

    async searchSubjects({ subject, action, resource, context }: SubjectSearch) {
      if (subject.type !== 'product') return { results: [] };
      const products = (await listProducts(db)).filter(({ id }) => mayAskAs(asker, id));
      const candidates = products.map(({ id }) => ({ type: 'product', id }));
      return among(candidates, (one) => ({ subject: one, action, resource, context }));
    },

    async searchActions({ subject, resource, context }) {
      if (isForeign(subject)) return foreign;
      const candidates = ACTIONS.map((name) => ({ name }));
      return among(candidates, (action) => ({ subject, action, resource, context }));
    },

    async searchResources(search: ResourceSearch) {
      const { subject, action, resource, context } = search;
      if (isForeign(subject)) return foreign;
      if (resource.type !== 'data' && resource.type !== 'business') return { results: [] };
      const { business, data_type: dataType } = resource.properties ?? {};
      const product = (await listProducts(db)).find(({ id }) => id === subject.id);
      if (subject.type !== 'product' || product === undefined) return { results: [] };
      if (typeof business === 'string' && resource.type === 'data') {
        if (readBusiness(business) === null) return { results: [] };
        const types = typeof dataType === 'string' ? [dataType] : typesOf(product);
        const candidates = types.map((type) => ({ type: 'data', id: `${business}/${type}` }));
        return among(candidates, (one) => ({ subject, action, resource: one, context }));
      }
      if (typeof dataType !== 'string')
        return refuse(400, 'resource.properties needs data_type, or for data a business');
      if (context.time !== undefined)
        return refuse(400, 'context.time cannot be asked of all businesses at once');
      return businessesWith(search, dataType);
    },
  };

  async function businessesWith(
    { subject, action, resource, context, page }: ResourceSearch,
    dataType: string,
  ): Promise<Found<{ type: string; id: string }> | AccessRefusal> {
    const after = page?.token === undefined || page.token === '' ? null : page.token;
    if (after !== null && !isUuid(after)) return refuse(400, 'page.token is none that was given');
    const limit = Math.min(page?.limit ?? MOST_FOUND, MOST_FOUND);
    const ids = await listAsked(db, subject.id, { after, limit });
    const found = await among(ids, (id) => ({
      subject,
      action,
      resource: { type: 'data', id: `${id}/${dataType}` },
      context,
    }));
    if ('error' in found) return found;
    return {
      results: found.results.map((id) =>
        resource.type === 'business' ? { type: 'business', id } : { type: 'data', id: `${id}/${dataType}` },
      ),
      nextToken: ids.length === limit ? (ids.at(-1) ?? '') : '',
    };
  }
}

/** What the product asks for now. An agreement may cover less, and nothing else is read for it. */
const typesOf = ({ data }: Product): string[] => [
  ...new Set(data.flatMap(({ dataTypes }) => dataTypes.map(({ id }) => id))),
];
