// Client of Accord's decision API: it denies whenever it cannot ask, keeps no answer, and needs nothing but `fetch`.
// Protocol: OpenID AuthZEN Authorization API 1.0.
import { AccordError } from './accord-error.js';
import { field, notAsked, readAnswer, toWire } from './answer.js';
import { createPost, messageOf } from './transport.js';
import type { Answer, Client, ClientOptions, Question } from './types.js';

export { AccordError, type ProblemKind } from './accord-error.js';
export type { Answer, Client, ClientOptions, Question } from './types.js';

/** What one call may hold at Accord. */
const MOST_AT_ONCE = 1000;

/** @throws TypeError for an address or a key that cannot be sent */
export function createClient(options: ClientOptions): Client {
  const post = createPost(options);

  async function explain(question: Question): Promise<Answer> {
    try {
      return heard(readAnswer(await post('/access/v1/evaluation', toWire(question))));
    } catch (error) {
      return heard(notAsked(problemOf(error)));
    }
  }

  async function chunk(questions: readonly Question[]): Promise<Answer[]> {
    try {
      const evaluations = questions.map(toWire);
      const options = { evaluations_semantic: 'execute_all' };
      const answers = field(await post('/access/v1/evaluations', { evaluations, options }), 'evaluations');
      if (!Array.isArray(answers) || answers.length !== questions.length)
        throw new AccordError('unreadable', 'The answers are not one per question.', 200);
      return answers.map((answer) => heard(readAnswer(answer)));
    } catch (error) {
      const denied = heard(notAsked(problemOf(error)));
      return questions.map(() => denied);
    }
  }

  function heard(answer: Answer): Answer {
    try {
      if (answer.problem !== null) options.onProblem?.(answer.problem);
    } catch {
      // A listener that fails changes no answer.
    }
    return answer;
  }

  return {
    explain,
    can: async (question) => (await explain(question)).allowed,
    async canMany(questions) {
      const answers: Answer[] = [];
      for (let from = 0; from < questions.length; from += MOST_AT_ONCE)
        answers.push(...(await chunk(questions.slice(from, from + MOST_AT_ONCE))));
      return answers.map(({ allowed }) => allowed);
    },
  };
}

function problemOf(error: unknown): AccordError {
  return error instanceof AccordError ? error : new AccordError('invalid', messageOf(error));
}
