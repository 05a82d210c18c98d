// Job kinds of the queue: the schema of each payload, and its ordering key, within which jobs run one after another.
import { z } from 'zod';
import { deliveryLane } from './outbound';

interface JobRule<S extends z.ZodType = z.ZodType> {
  kind: string;
  /** Schema of the row, with its kind: rows are written and read through it. */
  schema: S;
  /** Jobs with one key run in the order of enqueueing; different keys do not delay each other. */
  keyOf(row: unknown): string;
}

function job<const K extends string, S extends z.ZodRawShape>(
  kind: K,
  shape: S,
  orderingKey: (job: z.infer<z.ZodObject<S>>) => string,
) {
  const payload = z.object(shape);
  const schema = z.object({ kind: z.literal(kind), ...shape });
  const rule = { kind, schema, keyOf: (row: unknown) => orderingKey(payload.parse(row)) };
  return rule satisfies JobRule;
}

/** Rows hold Accord's ids only. The job looks them up when it runs; the row behind one may be deleted by then. */
const id = z.string().min(1);
const company = { companyId: id };
const connection = { companyId: id, connectionId: id };

/** One ordering key with every other end of access of the business. */
const ofCompany = ({ companyId }: { companyId: string }) => companyId;

/** Prefix of the ordering keys of long background work: few slots of a worker run it, however much is queued. */
export const BACKGROUND_KEYS = 'reading:';

const ENDINGS = [
  /** End access through a connection, unless a later consent needs it; data that was read stays. */
  job('unlink-unused-connection', connection, ofCompany),
  /** End access through a connection because the customer asked for it; data that was read stays. */
  job('unlink-connection', connection, ofCompany),
  /** End expired access, unless the customer has reconfirmed it by then; data that was read stays. */
  job('unlink-lapsed-connection', connection, ofCompany),
  /** Delete a connection with all data that was read through it. Final. */
  job('delete-connection', connection, ofCompany),
  /** The same after the retention period, and only if no consent needs the connection by then. */
  job('delete-unused-connection', connection, ofCompany),
] as const;

export const JOB_KINDS = [
  ...ENDINGS,
  /** Refresh the connections from Codat, because a bank's access has expired. */
  job('check-connections', company, ofCompany),
  /** Delete the company at Codat with all data that was read. Final; ends of access enqueued before it run first. */
  job('delete-company', company, ofCompany),
  /** Erase the people who acted for it, except those the ledger must name. It waits for letters; no job waits for it. */
  job('erase-people', { ...company, userIds: z.array(id) }, (it) => `${it.companyId} people`),
  /** Tell Codat the current name of the business. Its own key, so that no end of access waits behind it. */
  job('rename-company', company, (it) => `${it.companyId} name`),
  /** Align the company's products at Codat with the consents here. */
  job('sync-codat-products', company, (it) => `${it.companyId} products`),
  /** Align Codat's reading with the consents: its sync settings, and reads that never began. */
  job('align-reading', company, (it) => `${BACKGROUND_KEYS}${it.companyId}`),
  /** Poll a first read, also without an open page; `attempt`: number of polls since it was connected. */
  job('follow-reads', { ...connection, attempt: z.int().min(0) }, (it) => `reads:${it.companyId}`),
  /** Apply the webhooks that Codat sent about a company; `companyId` is Codat's. */
  job('apply-webhooks', company, (it) => `webhooks:${it.companyId}`),
  /** Deliver the next event about a business to one endpoint: one job for each event. */
  job('deliver-event', { ...company, subscriberId: id }, (it) => deliveryLane(it.subscriberId, it.companyId)),
  /** `userId`: of a person without a business; the key is then theirs, so that no other person's letters wait. */
  job(
    'send-mail',
    { ...company, mailId: id, userId: id.optional() },
    (it) => `mail:${it.userId ?? it.companyId}`,
  ),
  /** Answer a request for a sign-in link. Only the job looks the address up, so a request takes equally long for each. */
  job(
    'answer-sign-in',
    { ...company, seed: id, next: z.string(), language: z.enum(['en', 'fr']) },
    (it) => `sign-in:${it.seed}`,
  ),
  /** Pass a question from the help form on to the support team. */
  job('send-help-request', { ...company, helpRequestId: id }, (it) => `help:${it.helpRequestId}`),
  /** Delete a question from the help form after its retention period. */
  job('prune-help-request', { ...company, helpRequestId: id }, (it) => `help:${it.helpRequestId}`),
] as const;

/** What a row of the queue holds. */
export type Job = z.infer<(typeof JOB_KINDS)[number]['schema']>;
export type JobKind = Job['kind'];
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>;
/** An end of access at Codat. */
export type EndingKind = (typeof ENDINGS)[number]['kind'];

/** Every kind of end of access: one that failed for good and was forgotten would leave access open. */
export const ENDING_KINDS: readonly EndingKind[] = ENDINGS.map(({ kind }) => kind);

const BY_KIND = new Map<unknown, (typeof JOB_KINDS)[number]>(JOB_KINDS.map((rule) => [rule.kind, rule]));

/** @throws for a job that its schema refuses: a row that cannot be read again is not written */
export function orderingKeyOf(job: Job): string {
  const rule = BY_KIND.get(job.kind);
  if (rule === undefined) throw new TypeError(`unknown kind of job: ${job.kind}`);
  return rule.keyOf(job);
}

export type JobReading = { ok: true; job: Job } | { ok: false; problem: string };

/** @returns the job, or why the row is none: names of fields and their expected types, never their values */
export function readJob(row: unknown): JobReading {
  const kind = typeof row === 'object' && row !== null && 'kind' in row ? row.kind : undefined;
  const rule = BY_KIND.get(kind);
  if (rule === undefined) return { ok: false, problem: `unknown kind of job: ${String(kind)}` };
  const read = rule.schema.safeParse(row);
  if (read.success) return { ok: true, job: read.data };
  const issues = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { ok: false, problem: `payload of ${rule.kind} does not parse: ${issues.join('; ')}` };
}
