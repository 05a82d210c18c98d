// Schema of a visit to a provider.
import { z } from 'zod';

export const redirectSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('redirect'), location: z.string() }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('refused') }),
]);

export const statusSchema = z.union([
  z.literal(200),
  z.literal(201),
  z.literal(403),
  z.literal(500),
  z.literal(501),
]);

/** As it is kept over a restart. */
export const linkFlowSchema = z.object({
  id: z.string(),
  companyId: z.string(),
  connectionId: z.string(),
  /** The link's own query: fills custom parameters of the redirect template. */
  custom: z.string(),
  signedIn: z.boolean(),
  /** The hosted link of the whole company that this visit belongs to, and goes back to. */
  visitId: z.string().optional(),
  /** In a tab of its own, opened by an embedded page: it ends with words instead of a redirect. */
  isEmbedded: z.boolean().optional(),
  /** The client asked who signed in. */
  wantsPerson: z.boolean().optional(),
  outcome: z.object({ status: statusSchema, redirect: redirectSchema }).optional(),
});

export type KeptLinkFlow = z.infer<typeof linkFlowSchema>;
export type LinkFlow = Omit<KeptLinkFlow, 'custom'> & { custom: URLSearchParams };
