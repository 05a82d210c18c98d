// Types of the client: what is asked, and what is answered.
import type { AccordError } from './accord-error.js';

export interface ClientOptions {
  /** Origin of Accord or of its stand-alone API, such as `https://consent.bank.example`. */
  url: string;
  /** API key, sent as `Authorization: Bearer`. */
  key: string;
  /** Time for one call with all its retries, the body included (milliseconds; 2,000 when absent). */
  deadlineMs?: number;
  /** Language of the sentences in answers, as in `Accept-Language`: `en` or `fr`. */
  language?: string;
  /** Hears why a question could not be asked; `can` itself only denies. */
  onProblem?: (problem: AccordError) => void;
  /** For tests and proxies; the global `fetch` when absent. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

export interface Question {
  /** Id of the product that asks; the key has to be bound to it. */
  product: string;
  /** `read` fetches new data from the platform, `use` uses what was read before. */
  action: 'read' | 'use';
  /** Accord's id of the business, `ext:` with your own id, or `codat:` with Codat's. */
  business: string;
  /** Codat's data type, such as `invoices`. */
  dataType: string;
  /** A moment of the past; now when absent. */
  at?: Date;
}

export interface Answer {
  /** True only where Accord said so in answer to this very question. */
  allowed: boolean;
  /** Code of the reason; `not-asked` where there is a problem. */
  reason: string;
  /** The reason in words for people, in the client's language. */
  sentence: string | null;
  /** Names the answer in the decision log. */
  evaluationId: string | null;
  evaluatedAt: Date | null;
  /** The newest event of the ledger that the answer follows from. */
  event: { id: string; seq: number; hash: string } | null;
  /** The last moment of the permission, by Accord's clock; null where it has no end or nothing is allowed. */
  validUntil: Date | null;
  /** Ids of the connections that may be read. */
  connections: string[];
  /** Page on which the customer can give what is missing. */
  accessRequestUrl: string | null;
  /** Why Accord gave no answer; null where it answered. */
  problem: AccordError | null;
}

export interface Client {
  /** Never throws: what cannot be asked is denied, and told to `onProblem`. */
  can(question: Question): Promise<boolean>;
  /** One boolean per question, in order. What cannot be asked is denied; the others are answered. Never throws. */
  canMany(questions: readonly Question[]): Promise<boolean[]>;
  /** The same answer as `can`, with its reason. Never throws. */
  explain(question: Question): Promise<Answer>;
}
