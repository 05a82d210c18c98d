// Port of the decision API: what answers AuthZEN questions, whatever its vocabulary.
import type {
  ActionSearch,
  AuthzenEntity,
  AuthzenQuestion,
  ResourceSearch,
  SubjectSearch,
} from './authzen-question';

/** A question that could be read, and is not answered: alone it is this status, in a batch a denial that says so. */
export interface AccessRefusal {
  error: { status: 400 | 403; message: string };
}

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

type Named = Pick<AuthzenEntity, 'type' | 'id'>;

export interface Evaluator {
  /** @returns one answer per question, in their order; what is unknown is a reason to say no and no error */
  evaluate(questions: readonly AuthzenQuestion[]): Promise<(AccessAnswer | AccessRefusal)[]>;
  searchSubjects(search: SubjectSearch): Promise<Found<Named> | AccessRefusal>;
  searchResources(search: ResourceSearch): Promise<Found<Named> | AccessRefusal>;
  searchActions(search: ActionSearch): Promise<Found<{ name: string }> | AccessRefusal>;
}
