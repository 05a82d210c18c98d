// Messages between the embedded modules and the sandbox. Both sides parse them, so they use zod's small build.
import * as z from 'zod/mini';

const sourceType = z.enum(['Unknown', 'Accounting', 'Banking', 'BankFeed', 'Commerce', 'Expense', 'Other']);

/** What callbacks are given. */
const args = {
  integrationId: z.string(),
  integrationKey: z.string(),
  platformName: z.string(),
  sourceId: z.string(),
  sourceType,
};

export const integrationShape = z.object({
  ...args,
  name: z.string(),
  /** A path at the place the module came from. */
  logoUrl: z.string(),
  isTest: z.boolean(),
});

const entity = z.object({ before: z.string(), now: z.string() });

export const connectionShape = z.object({
  ...args,
  connectionId: z.string(),
  name: z.string(),
  logoUrl: z.string(),
  isUpload: z.boolean(),
  status: z.enum(['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized']),
  /** The latest authorisation. */
  authorised: z.optional(z.string()),
  firstAuthorised: z.optional(z.string()),
  lastSync: z.optional(z.string()),
  organisation: z.optional(z.string()),
  /** How many visits to the provider ended without access, and what the last one ended with. */
  failures: z.number(),
  lastFailure: z.optional(z.number()),
  /** Access is for another legal entity than before, and the customer has not said yet that this is meant. */
  otherEntity: z.optional(entity),
});

export const fileShape = z.object({ connectionId: z.string(), name: z.string(), size: z.number() });

export const sessionShape = z.object({
  companyId: z.string(),
  companyName: z.string(),
  /** Name of the client that asks for the data. */
  clientName: z.string(),
  integrations: z.array(integrationShape),
  connections: z.array(connectionShape),
  files: z.array(fileShape),
  /** What the customer agreed to before, word for word. */
  consents: z.array(z.string()),
});

export const linkShape = z.object({ linkUrl: z.string() });
export const uploadShape = z.object({ connection: connectionShape, file: fileShape });
/** The part of an error body that a callback passes on. */
export const errorShape = z.object({
  statusCode: z.number(),
  error: z.string(),
  correlationId: z.string(),
});

export type EmbedIntegration = z.infer<typeof integrationShape>;
export type EmbedConnection = z.infer<typeof connectionShape>;
export type EmbedFile = z.infer<typeof fileShape>;
export type EmbedSession = z.infer<typeof sessionShape>;
