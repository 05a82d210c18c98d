// Decision log: every answer is written before it is given, and found again by its evaluation id.
import type { Db } from '@/db/client';
import { findLoggedDecision, type NewLoggedDecision } from '@/db/queries/decision-log';
import type { LoggedQuestion } from '@/db/schema/access';
import { mayAskAs } from '../domain/identity/api-key';
import { isUuid } from '../domain/text/uuid';
import type { AuthzenQuestion } from './authzen-question';
import type { AccessAnswer, AccessRefusal, Evaluator } from './evaluator';

const PREFIX = 'ev_';

export const newEvaluationId = (): string => `${PREFIX}${crypto.randomUUID()}`;

function readEvaluationId(id: unknown): string | null {
  if (typeof id !== 'string' || !id.startsWith(PREFIX)) return null;
  const uuid = id.slice(PREFIX.length);
  return isUuid(uuid) ? uuid : null;
}

/** Resolves once the rows are committed. */
export type DecisionWriter = (rows: readonly NewLoggedDecision[]) => Promise<void>;

/** What cannot be written is not answered: the call fails, and its caller denies. Searches are not logged. */
export function withDecisionLog(
  evaluator: Evaluator,
  { write, keyId }: { write: DecisionWriter; keyId: string },
): Evaluator {
  return {
    ...evaluator,
    evaluate: async (questions) => {
      const answers = await evaluator.evaluate(questions);
      const rows = questions.flatMap((question, n) => rowOf(keyId, question, answers[n]) ?? []);
      await write(rows);
      return answers;
    },
  };
}

function rowOf(
  keyId: string,
  question: AuthzenQuestion,
  answer: AccessAnswer | AccessRefusal | undefined,
): NewLoggedDecision | null {
  if (answer === undefined || 'error' in answer) return null;
  const { evaluation_id: id, reason_user: _, ...context } = answer.context ?? {};
  const evaluationId = readEvaluationId(id);
  if (evaluationId === null) return null;
  const { decision } = answer;
  return { evaluationId, keyId, question: withoutProperties(question), decision, context };
}

function withoutProperties({ subject, action, resource, context }: AuthzenQuestion): LoggedQuestion {
  return {
    subject: { type: subject.type, id: subject.id },
    action: { name: action.name },
    resource: { type: resource.type, id: resource.id },
    ...(typeof context.time === 'string' ? { time: context.time } : {}),
  };
}

/** Null for an id that is unknown, too old, or of another product than the key may ask as: the three are not told apart. */
export async function findAnswer(db: Db, key: { products: readonly string[] | null }, id: string) {
  const evaluationId = readEvaluationId(id);
  const row = evaluationId === null ? null : await findLoggedDecision(db, evaluationId);
  if (row === null) return null;
  const { subject } = row.question;
  const isOwn = key.products === null || (subject.type === 'product' && mayAskAs(key, subject.id));
  return isOwn ? row : null;
}
