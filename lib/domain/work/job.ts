// Job kinds with their payloads, and the back-off between attempts.

/** What is owed to Codat because of what a customer decided. */
export type ConnectionJob =
  /** Give up access through a connection, unless something agreed since needs it; what was read stays. */
  | { kind: 'unlink-unused-connection'; companyId: string; connectionId: string }
  /** Give up access through a connection, because the customer said so; what was read stays. */
  | { kind: 'unlink-connection'; companyId: string; connectionId: string }
  /** Give up access whose time is over, unless the customer has said by then that it is still wanted; what was read stays. */
  | { kind: 'unlink-lapsed-connection'; companyId: string; connectionId: string }
  /** Delete a connection with everything that was read through it. Final. */
  | { kind: 'delete-connection'; companyId: string; connectionId: string }
  /** The same when its time to be kept is over, and only if nothing that is agreed by then needs it. */
  | { kind: 'delete-unused-connection'; companyId: string; connectionId: string };

/** What is owed to people. */
export type MailJob =
  | { kind: 'send-mail'; companyId: string; mailId: string }
  /** Somebody asked for a link that signs them in. Known or not, the asking costs the same; who they are is found out here. */
  | { kind: 'answer-sign-in'; companyId: string; seed: string; next: string; language: 'en' | 'fr' }
  /** Pass a question from the help form on to the people who answer. */
  | { kind: 'send-help-request'; companyId: string; helpRequestId: string }
  /** Its time to be kept is over. */
  | { kind: 'prune-help-request'; companyId: string; helpRequestId: string };

/** Look at Codat what became of the connections: a bank's time is over. */
export type CheckJob = { kind: 'check-connections'; companyId: string };

/** See how far a first read has come, however nobody looks; `look`: how often that was done since it was connected. */
export type ReadJob = { kind: 'follow-reads'; companyId: string; connectionId: string; attempt: number };

/** Bring what Codat reads of the business in line with what is agreed: its sync settings, and reads that were never begun. */
export type ReadingJob = { kind: 'align-reading'; companyId: string };

/** Keep the company at Codat as the business is here. */
export type CompanyJob =
  /** Tell Codat what the business is called by then. */
  | { kind: 'rename-company'; companyId: string }
  /** Delete it with everything that was read. Final. */
  | { kind: 'delete-company'; companyId: string }
  /** Forget who acted for it, as far as the ledger does not have to name them. */
  | { kind: 'erase-people'; companyId: string; userIds: string[] };

/** Keep the products of the company at Codat in step with what is agreed to here. */
export type ProductJob = { kind: 'sync-codat-products'; companyId: string };

/** Take in what Codat told of a company; `companyId` is Codat's. */
export type WebhookJob = { kind: 'apply-webhooks'; companyId: string };

/** Tell one of the client's own systems of the next event that it is owed about a business: one such job for each. */
export type DeliveryJob = { kind: 'deliver-event'; companyId: string; subscriberId: string };

export type Job =
  | ConnectionJob
  | CheckJob
  | CompanyJob
  | ReadingJob
  | ProductJob
  | MailJob
  | WebhookJob
  | ReadJob
  | DeliveryJob;

const ends: Record<ConnectionJob['kind'], true> = {
  'unlink-connection': true,
  'unlink-unused-connection': true,
  'unlink-lapsed-connection': true,
  'delete-connection': true,
  'delete-unused-connection': true,
};

/** Every kind of end of access: one that were given up and forgotten would leave access open for good. */
export const ENDS = Object.keys(ends) as readonly ConnectionJob['kind'][];

/** How lanes begin whose work takes many calls and holds nobody up: few hands of a worker do it, whatever waits there. */
export const BACKGROUND_LANES = 'reading:';

export type JobKind = Job['kind'];
/** `dead`: given up, a person has to look. */
export type JobState = 'waiting' | 'done' | 'dead';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60 * 1000;
/** With the waits above: about a day and a half of a Codat that is down. */
export const MAX_ATTEMPTS = 150;

/**
 * Exponential backoff with jitter: how long to wait before the next attempt, in milliseconds.
 * @param attempts how many were made, at least 1
 * @param random from 0 to 1: workers that failed together must not come back together
 * @param askedToWaitMs what the other side asked for; never undercut
 */
export function waitAfter(attempts: number, random: number, askedToWaitMs = 0): number {
  const doubled = FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20);
  const wait = Math.min(doubled, LONGEST_WAIT_MS);
  return Math.max(Math.round(wait * (0.5 + random / 2)), askedToWaitMs);
}
