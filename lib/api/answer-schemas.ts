// Schemas of what the decision API answers, for its OpenAPI document.
import { z } from 'zod';
import type { AccessReason } from '../domain/access/access-question';
import { MESSAGES } from '../i18n/messages';

/** The closed list: each has a sentence. */
export const REASONS = Object.keys(MESSAGES.en.staff.decisions.because) as [AccessReason, ...AccessReason[]];

const moment = z.iso.datetime();

const context = z.object({
  reason: z.enum(REASONS),
  reason_user: z.string().describe('A sentence in the language of Accept-Language: English or French.'),
  evaluation_id: z.string().regex(/^ev_[0-9a-f-]{36}$/),
  evaluated_at: moment.describe('The moment that the answer is about.'),
  event: z
    .object({ id: z.uuid(), seq: z.int(), hash: z.string().nullable() })
    .nullable()
    .optional()
    .describe('The consent event that the answer rests on; null where there is none.'),
  valid_until: moment.nullable().optional().describe('The end of what is allowed; null for none.'),
  connections: z.array(z.uuid()).optional().describe('The connections that the data may come from.'),
  decision_token: z
    .string()
    .optional()
    .describe('With `Prefer: decision-token`, on an allowance about now: a JWT of a minute at most.'),
  access_request: z
    .object({ form_url: z.url() })
    .optional()
    .describe('On a denial that the customer can change: the page where they do.'),
});

export const answerSchema = z.object({ decision: z.boolean(), context });

/** An answer of the log, with the question as far as it is kept. */
export const loggedSchema = z.object({
  asked_at: moment,
  question: z.object({
    subject: z.object({ type: z.string(), id: z.string() }),
    action: z.object({ name: z.string() }),
    resource: z.object({ type: z.string(), id: z.string() }),
    time: z.string().optional().describe('The moment that was asked about; absent: now.'),
  }),
  answer: answerSchema,
});

const refusedSchema = z.object({
  decision: z.literal(false),
  context: z.object({ error: z.object({ status: z.int(), message: z.string() }) }),
});

/** Without a list of questions the call is answered as a single one. */
export const batchAnswerSchema = z.union([
  z.object({ evaluations: z.array(z.union([answerSchema, refusedSchema])) }),
  answerSchema,
]);

const page = z.object({ next_token: z.string().describe('Empty at the end.') });
export const foundSchema = z.object({
  results: z.array(z.object({ type: z.string(), id: z.string() })),
  page,
});
export const foundActionsSchema = z.object({ results: z.array(z.object({ name: z.string() })), page });

export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

export const metadataSchema = z.record(z.string(), z.url());
