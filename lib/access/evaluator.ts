// Port of the decision API: what answers AuthZEN questions, whatever its vocabulary.
import type { ActionSearch, AuthzenQuestion, ResourceSearch, SubjectSearch } from './authzen-question';

export interface AccessAnswer {
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
  evaluate(questions: readonly AuthzenQuestion[]): Promise<AccessAnswer[]>;
  searchSubjects(search: SubjectSearch): Promise<Found<{ type: string; id: string }>>;
  searchResources(search: ResourceSearch): Promise<Found<{ type: string; id: string }>>;
  searchActions(search: ActionSearch): Promise<Found<{ name: string }>>;
}
