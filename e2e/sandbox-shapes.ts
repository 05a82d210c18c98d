// Schemas of the control API's answers, as far as tests rely on them.
import { z } from 'zod';

const moment = z.iso.datetime();

export const clockShape = z.object({ now: moment, offsetMs: z.number() });

export const faultShape = z.looseObject({
  id: z.string(),
  /** Absent: the fault stays until it is removed. */
  left: z.number().optional(),
  effect: z.looseObject({ kind: z.string() }),
});

export const profileShape = z.object({
  name: z.enum(['documented', 'lenient', 'odd']),
  /** Seed of the `odd` profile. */
  seed: z.number().optional(),
  /** Ambiguous rules of the sandbox that stay lenient all the same. */
  except: z.array(z.string()).optional(),
});

export type Profile = z.infer<typeof profileShape>;

const status = z.enum(['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized']);

export const stateShape = clockShape.extend({
  profile: profileShape,
  syncMs: z.number(),
  totalCompanies: z.number(),
  companies: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string().optional(),
      createdAt: moment,
      products: z.array(z.string()),
      connections: z.array(
        z.object({
          id: z.string(),
          platformKey: z.string(),
          platformName: z.string(),
          sourceType: z.string(),
          status,
          organisationName: z.string().optional(),
          createdAt: moment,
          linkedAt: moment.optional(),
          expiresAt: moment.optional(),
          reads: z.object({ complete: z.number(), failed: z.number(), total: z.number() }),
        }),
      ),
    }),
  ),
  faults: z.array(faultShape),
});

export const connectionShape = z.object({
  /** How the visit to the provider ended, where there was one. */
  statusCode: z.number().optional(),
  connection: z.looseObject({ id: z.string(), status, linkUrl: z.string() }),
});

export const requestShape = z.object({
  method: z.string(),
  template: z.string(),
  path: z.string(),
  query: z.string().optional(),
  body: z.unknown().optional(),
  requestId: z.string().optional(),
  userAgent: z.string().optional(),
  hasIdempotencyKey: z.boolean(),
  status: z.number(),
  at: moment,
  ms: z.number(),
  companyId: z.string().optional(),
});

export const deliveryShape = z.object({
  id: z.string(),
  eventType: z.string(),
  companyId: z.string().optional(),
  consumerId: z.string(),
  url: z.string(),
  state: z.enum(['Sending', 'Attempting', 'Success', 'Failure']),
  createdAt: moment,
  nextAttemptAt: moment.optional(),
  attempts: z.array(
    z.object({ at: moment, status: z.number(), ms: z.number(), error: z.string().optional() }),
  ),
  body: z.string(),
});

export const modeShape = z.object({
  duplicate: z.number().optional(),
  delayMs: z.number().optional(),
  reorder: z.boolean().optional(),
  drop: z.number().optional(),
  timeLapse: z.number().optional(),
});

export const limitsShape = z.object({
  companies: z.number().optional(),
  dailyCalls: z.number().optional(),
});

export const configShape = z.object({
  apiKey: z.string(),
  url: z.string(),
  linkSdkUrl: z.string(),
  connectionsSdkUrl: z.string(),
  webhookSecret: z.string(),
  smtpUrl: z.string().optional(),
  oidc: z.object({ issuer: z.string(), clientId: z.string(), clientSecret: z.string() }),
});

export type Limits = z.infer<typeof limitsShape>;
export type Mode = z.infer<typeof modeShape>;

export const linkSettingsShape = z.object({ oneTimeLinks: z.boolean() });

export const mailShape = z.object({
  id: z.string(),
  messageId: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  writtenAt: moment,
  receivedAt: moment,
  attachments: z.array(z.object({ name: z.string(), contentType: z.string(), bytes: z.number() })),
});

export const wholeMailShape = mailShape.extend({ text: z.string(), html: z.string().nullable() });
