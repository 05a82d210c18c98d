// Port of the decision API: what answers AuthZEN questions, whatever its vocabulary.
import type { ActionSearch, Question, ResourceSearch, SubjectSearch } from './question';

export interface Answer {
  decision: boolean;
  /** Why, and what the answer rests on; free by the standard. */
  context?: Record<string, unknown>;
}

export interface Found<T> {
  results: T[];
  /** Where the next page begins; absent or empty at the end. */
  nextToken?: string;
}

export interface Evaluator {
  /** @returns one answer per question, in their order; what is unknown is a reason to say no and no error */
  evaluate(questions: readonly Question[]): Promise<Answer[]>;
  searchSubjects(search: SubjectSearch): Promise<Found<{ type: string; id: string }>>;
  searchResources(search: ResourceSearch): Promise<Found<{ type: string; id: string }>>;
  searchActions(search: ActionSearch): Promise<Found<{ name: string }>>;
}
