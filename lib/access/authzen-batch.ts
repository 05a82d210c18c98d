// Batch of AuthZEN questions: each inherits what it leaves out, and one that cannot be read costs none of the others. Pure.
import { z } from 'zod';
import { type AuthzenQuestion, type AuthzenReading, readQuestion } from './authzen-question';

/** Questions in one call. */
export const MOST_QUESTIONS = 1_000;

const SEMANTICS = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export type Semantics = (typeof SEMANTICS)[number];

export const batchSchema = z.looseObject({
  evaluations: z.array(z.unknown()).max(MOST_QUESTIONS),
  options: z.looseObject({ evaluations_semantic: z.enum(SEMANTICS).default('execute_all') }).optional(),
});

export type Batch =
  /** As the single call: there is no list of questions, or an empty one. */
  | { kind: 'single'; question: AuthzenQuestion }
  | { kind: 'many'; semantics: Semantics; questions: AuthzenReading<AuthzenQuestion>[] };

/** What an entity falls back to where a question gives only a part of it. */
const REQUIRED = { subject: ['type', 'id'], action: ['name'], resource: ['type', 'id'] } as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A question's own entity replaces the shared one whole; only a required field that it leaves out is taken from there. */
function inherit(shared: Record<string, unknown>, own: unknown): unknown {
  if (!isObject(own)) return own;
  const whole: Record<string, unknown> = { ...own };
  for (const name of ['subject', 'action', 'resource', 'context'] as const) {
    const [theirs, common] = [own[name], shared[name]];
    if (theirs === undefined) whole[name] = common;
    else if (name !== 'context' && isObject(theirs) && isObject(common)) {
      const missing = REQUIRED[name].filter((field) => !(field in theirs) && field in common);
      whole[name] = { ...theirs, ...Object.fromEntries(missing.map((field) => [field, common[field]])) };
    }
  }
  return whole;
}

export function readBatch(body: unknown): AuthzenReading<Batch> {
  if (!isObject(body)) return { ok: false, problem: 'the body is missing or of the wrong type' };
  const { evaluations } = body;
  if (evaluations === undefined || (Array.isArray(evaluations) && evaluations.length === 0)) {
    const single = readQuestion(body);
    return single.ok ? { ok: true, value: { kind: 'single', question: single.value } } : single;
  }
  const parsed = batchSchema.safeParse(body);
  if (!parsed.success) {
    const isTooMany = Array.isArray(evaluations) && evaluations.length > MOST_QUESTIONS;
    const field = parsed.error.issues[0]?.path.join('.') ?? 'evaluations';
    return {
      ok: false,
      problem: isTooMany
        ? `evaluations holds more than ${MOST_QUESTIONS} questions`
        : `${field} is of the wrong type`,
    };
  }
  return {
    ok: true,
    value: {
      kind: 'many',
      semantics: parsed.data.options?.evaluations_semantic ?? 'execute_all',
      questions: parsed.data.evaluations.map((own) => readQuestion(inherit(body, own))),
    },
  };
}

/** @returns how many of the answers are given: all of them, or those up to the one that settles it */
export function countAnswered(semantics: Semantics, decisions: readonly boolean[]): number {
  if (semantics === 'execute_all') return decisions.length;
  const settles = decisions.indexOf(semantics === 'permit_on_first_permit');
  return settles === -1 ? decisions.length : settles + 1;
}
