// HTTP binding of AuthZEN 1.0: every readable question is answered with 200, a denial included; 400 names what cannot be read.
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { countAnswered, readBatch } from '../access/authzen-batch';
import {
  type AuthzenQuestion,
  type AuthzenReading,
  readActionSearch,
  readQuestion,
  readResourceSearch,
  readSubjectSearch,
} from '../access/authzen-question';
import type { AccessAnswer, AccessRefusal, Evaluator, Found } from '../access/evaluator';
import { problem } from './problem';
import { BODY_STATUS, readBody } from './read-body';

/** Bytes: a thousand whole questions of the longest ids in use. */
const MAX_BODY = 1024 * 1024;
const MAX_BODY_MS = 10_000;

/** Given back as it came, whatever a caller's ids look like; what enters a log is stricter. */
const ECHOED = /^[\x21-\x7e]{1,256}$/;

const EVALUATION = '/access/v1/evaluation';
const EVALUATIONS = '/access/v1/evaluations';
const SEARCH = '/access/v1/search';

/** @param site the origin as configured: an address that a client claims shapes nothing */
export function authzenMetadata(site: string): Record<string, string> {
  const at = (path: string) => new URL(path, site).href;
  return {
    policy_decision_point: new URL(site).origin,
    access_evaluation_endpoint: at(EVALUATION),
    access_evaluations_endpoint: at(EVALUATIONS),
    search_subject_endpoint: at(`${SEARCH}/subject`),
    search_resource_endpoint: at(`${SEARCH}/resource`),
    search_action_endpoint: at(`${SEARCH}/action`),
  };
}

interface Tools {
  /** Who asks is known by then: the evaluator answers in their name. */
  evaluator: (c: Context) => Evaluator;
  site: () => string;
  /** Lets in who may ask; absent: anybody. */
  admit?: MiddlewareHandler;
  /** Counts the further questions of a batch. @returns the refusal when there were too many */
  count?: (c: Context, questions: number) => Promise<Response | null>;
}

export function createAuthzen({ evaluator, site, admit, count }: Tools): Hono {
  const app = new Hono();
  app.get('/.well-known/authzen-configuration', (c) => c.json(authzenMetadata(site())));

  app.use('/access/*', async (c, next) => {
    const requestId = c.req.header('x-request-id');
    if (requestId !== undefined && ECHOED.test(requestId)) c.header('x-request-id', requestId);
    c.header('cache-control', 'no-store');
    await next();
  });
  if (admit !== undefined) app.use('/access/*', admit);

  app.post(EVALUATION, async (c) => {
    const question = await read(c, readQuestion);
    if (!question.ok) return question.refusal;
    return answerOne(c, evaluator(c), question.value);
  });

  app.post(EVALUATIONS, async (c) => {
    const batch = await read(c, readBatch);
    if (!batch.ok) return batch.refusal;
    if (batch.value.kind === 'single') return answerOne(c, evaluator(c), batch.value.question);
    const tooMany = await count?.(c, batch.value.questions.length - 1);
    if (tooMany) return tooMany;
    const answers = await answerAll(evaluator(c), batch.value.questions);
    const shown = countAnswered(
      batch.value.semantics,
      answers.map(({ decision }) => decision),
    );
    return c.json({ evaluations: answers.slice(0, shown) });
  });

  app.post(`${SEARCH}/subject`, async (c) => {
    const search = await read(c, readSubjectSearch);
    return search.ok ? pageOf(c, await evaluator(c).searchSubjects(search.value)) : search.refusal;
  });
  app.post(`${SEARCH}/resource`, async (c) => {
    const search = await read(c, readResourceSearch);
    return search.ok ? pageOf(c, await evaluator(c).searchResources(search.value)) : search.refusal;
  });
  app.post(`${SEARCH}/action`, async (c) => {
    const search = await read(c, readActionSearch);
    return search.ok ? pageOf(c, await evaluator(c).searchActions(search.value)) : search.refusal;
  });
  return app;
}

async function answerOne(c: Context, evaluator: Evaluator, question: AuthzenQuestion): Promise<Response> {
  const [answer] = await evaluator.evaluate([question]);
  if (answer === undefined) throw new Error('The evaluator gave no answer.');
  return 'error' in answer ? problem(c, answer.error.status, answer.error.message) : c.json(answer);
}

/** What cannot be read is denied in its place; the rest is asked at once. */
async function answerAll(
  evaluator: Evaluator,
  readings: readonly AuthzenReading<AuthzenQuestion>[],
): Promise<AccessAnswer[]> {
  const questions = readings.flatMap((one) => (one.ok ? [one.value] : []));
  const answers = (await evaluator.evaluate(questions)).values();
  return readings.map((one) => {
    if (!one.ok) return denied({ error: { status: 400, message: one.problem } });
    const next = answers.next();
    if (next.done === true) throw new Error('The evaluator gave fewer answers than there were questions.');
    return 'error' in next.value ? denied(next.value) : next.value;
  });
}

const denied = ({ error }: AccessRefusal): AccessAnswer => ({ decision: false, context: { error } });

function pageOf<T>(c: Context, found: Found<T> | AccessRefusal): Response {
  if ('error' in found) return problem(c, found.error.status, found.error.message);
  return c.json({ results: found.results, page: { next_token: found.nextToken ?? '' } });
}

async function read<T>(
  c: Context,
  readAs: (body: unknown) => AuthzenReading<T>,
): Promise<{ ok: true; value: T } | { ok: false; refusal: Response }> {
  const refuse = (status: 400 | 408 | 413, detail: string) => ({
    ok: false as const,
    refusal: problem(c, status, detail),
  });
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse(400, 'Content-Type has to be application/json');
  const body = await readBody(c.req.raw, { maxBytes: MAX_BODY, maxMs: MAX_BODY_MS });
  if (!body.ok) return refuse(BODY_STATUS[body.problem], `the body is ${body.problem}`);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body.raw));
  } catch {
    return refuse(400, 'the body is no JSON');
  }
  const reading = readAs(json);
  return reading.ok ? reading : refuse(400, reading.problem);
}
