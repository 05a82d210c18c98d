// Decision token (JWT, RFC 7519): an allowance about now, signed for at most a minute, that others check without asking here.
import type { SigningKey } from '../domain/receipt/receipt-keys';
import { signCompact } from '../receipt/sign-compact';
import type { AuthzenQuestion } from './authzen-question';
import type { AccessAnswer, AccessRefusal, Evaluator } from './evaluator';

export const TOKEN_TYPE = 'decision+jwt';
/** Seconds. A withdrawal reaches those who check a token after so long at the latest. */
export const LONGEST_TOKEN = 60;

interface TokenTools {
  /** Origin of this site. */
  issuer: string;
  key: SigningKey;
  /** The machine's time, by which others check. */
  now: Date;
}

/** `Prefer: decision-token` (RFC 7240), among other wishes. */
export const prefersToken = (prefer: string | undefined): boolean =>
  prefer?.split(',').some((wish) => /^\s*decision-token\s*(?:;|$)/i.test(wish)) ?? false;

/** Puts a token beside each allowance about now. A denial, and an answer about the past, has none. */
export function withDecisionTokens(evaluator: Evaluator, tools: TokenTools): Evaluator {
  return {
    ...evaluator,
    evaluate: async (questions) => {
      const answers = await evaluator.evaluate(questions);
      return Promise.all(answers.map((answer, n) => withToken(answer, questions[n], tools)));
    },
  };
}

async function withToken(
  answer: AccessAnswer | AccessRefusal,
  question: AuthzenQuestion | undefined,
  { issuer, key, now }: TokenTools,
): Promise<AccessAnswer | AccessRefusal> {
  if ('error' in answer || !answer.decision || question === undefined) return answer;
  const { subject, action, resource, context } = question;
  const until = answer.context?.valid_until;
  const iat = Math.floor(now.getTime() / 1000);
  const end = typeof until === 'string' ? Math.floor(Date.parse(until) / 1000) : Number.POSITIVE_INFINITY;
  const exp = Math.min(iat + LONGEST_TOKEN, end);
  if (context.time !== undefined || exp <= iat) return answer;
  const claims = {
    iss: issuer,
    iat,
    exp,
    jti: answer.context?.evaluation_id,
    subject: { type: subject.type, id: subject.id },
    action: { name: action.name },
    resource: { type: resource.type, id: resource.id },
    decision: true,
    event: answer.context?.event,
  };
  const token = await signCompact(claims, TOKEN_TYPE, key);
  return { ...answer, context: { ...answer.context, decision_token: token } };
}
