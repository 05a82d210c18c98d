// Job kinds of the queue: what each row carries (a schema), and which rows run one after another (its ordering key).
import { z } from 'zod';
import { deliveryLane } from './outbound';

interface JobRule<S extends z.ZodType = z.ZodType> {
  kind: string;
  /** What the table holds, with its kind. Written and read through it. */
  schema: S;
  /** Jobs with one key run in the order in which they were enqueued; different keys hold nobody up. */
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

/** Rows hold ids of ours; what they name is looked up when the job runs, and may be gone by then. */
const id = z.string().min(1);
const company = { companyId: id };
const connection = { companyId: id, connectionId: id };

/** In order with everything else that ends access of the business. */
const ofCompany = ({ companyId }: { companyId: string }) => companyId;

/** How the keys of work begin that takes many calls and holds nobody up: a worker gives it few hands, however much waits. */
export const BACKGROUND_KEYS = 'reading:';

const ENDINGS = [
  /** Give up access through a connection, unless something agreed since needs it; what was read stays. */
  job('unlink-unused-connection', connection, ofCompany),
  /** Give up access through a connection, because the customer said so; what was read stays. */
  job('unlink-connection', connection, ofCompany),
  /** Give up access whose time is over, unless the customer has said by then that it is still wanted; what was read stays. */
  job('unlink-lapsed-connection', connection, ofCompany),
  /** Delete a connection with everything that was read through it. Final. */
  job('delete-connection', connection, ofCompany),
  /** The same when its time to be kept is over, and only if nothing that is agreed by then needs it. */
  job('delete-unused-connection', connection, ofCompany),
] as const;

export const JOB_KINDS = [
  ...ENDINGS,
  /** Ask Codat what became of the connections: a bank's time is over. */
  job('check-connections', company, ofCompany),
  /** Delete the company at Codat with everything that was read. Final; ends that were enqueued before come first. */
  job('delete-company', company, ofCompany),
  /** Erase who acted for it, as far as the ledger does not have to name them. Waits for letters, and nothing waits for it. */
  job('erase-people', { ...company, userIds: z.array(id) }, (it) => `${it.companyId} people`),
  /** Tell Codat what the business is called by then. A name holds up no end of access. */
  job('rename-company', company, (it) => `${it.companyId} name`),
  /** Keep the products of the company at Codat in step with what is agreed to here. */
  job('sync-codat-products', company, (it) => `${it.companyId} products`),
  /** Bring what Codat reads of the business in line with what is agreed: its sync settings, and reads that were never begun. */
  job('align-reading', company, (it) => `${BACKGROUND_KEYS}${it.companyId}`),
  /** See how far a first read has come, whoever watches; `attempt`: how often that was done since it was connected. */
  job('follow-reads', { ...connection, attempt: z.int().min(0) }, (it) => `reads:${it.companyId}`),
  /** Take in what Codat told of a company; `companyId` is Codat's. */
  job('apply-webhooks', company, (it) => `webhooks:${it.companyId}`),
  /** Tell one of the client's own systems of the next event that is due to it about a business: one job for each. */
  job('deliver-event', { ...company, subscriberId: id }, (it) => deliveryLane(it.subscriberId, it.companyId)),
  /** `userId`: of a person without a business, whose letters hold up nobody else's. */
  job(
    'send-mail',
    { ...company, mailId: id, userId: id.optional() },
    (it) => `mail:${it.userId ?? it.companyId}`,
  ),
  /** Somebody asked for a link that signs them in. Known or not, the asking costs the same; who they are is found out here. */
  job(
    'answer-sign-in',
    { ...company, seed: id, next: z.string(), language: z.enum(['en', 'fr']) },
    (it) => `sign-in:${it.seed}`,
  ),
  /** Pass a question from the help form on to the people who answer. */
  job('send-help-request', { ...company, helpRequestId: id }, (it) => `help:${it.helpRequestId}`),
  /** Its time to be kept is over. */
  job('prune-help-request', { ...company, helpRequestId: id }, (it) => `help:${it.helpRequestId}`),
] as const;

/** What a row of the queue holds. */
export type Job = z.infer<(typeof JOB_KINDS)[number]['schema']>;
export type JobKind = Job['kind'];
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>;
/** An end of access at Codat. */
export type EndingKind = (typeof ENDINGS)[number]['kind'];

/** Every kind of end of access: one that were given up and forgotten would leave access open for good. */
export const ENDING_KINDS: readonly EndingKind[] = ENDINGS.map(({ kind }) => kind);

const BY_KIND = new Map<unknown, (typeof JOB_KINDS)[number]>(JOB_KINDS.map((rule) => [rule.kind, rule]));

/** @throws for a job that its schema does not take: what cannot be read again is not written */
export function orderingKeyOf(job: Job): string {
  const rule = BY_KIND.get(job.kind);
  if (rule === undefined) throw new TypeError(`unknown kind of job: ${job.kind}`);
  return rule.keyOf(job);
}

export type JobReading = { ok: true; job: Job } | { ok: false; problem: string };

/** @returns the job, or why the row is none: names of fields and what they should be, never what they hold */
export function readJob(row: unknown): JobReading {
  const kind = typeof row === 'object' && row !== null && 'kind' in row ? row.kind : undefined;
  const rule = BY_KIND.get(kind);
  if (rule === undefined) return { ok: false, problem: `unknown kind of job: ${String(kind)}` };
  const read = rule.schema.safeParse(row);
  if (read.success) return { ok: true, job: read.data };
  const issues = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { ok: false, problem: `payload of ${rule.kind} does not parse: ${issues.join('; ')}` };
}
