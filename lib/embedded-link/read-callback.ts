// Tolerant reader of the embedded Link's callback: every field is a claim, and an invalid one costs that field.

import { z } from 'zod';
import { cleanName, MESSAGE_MAX } from '../domain/text/clean-name';
import { LOCALES } from '../domain/text/language';
import type { Callback } from './record-callback';

const shared = { product: z.string().max(60), visit: z.guid() };
const connection = z.guid().transform((id) => id.toLowerCase());

/** Characters. Accord's own notice has about a third of it. */
const MAX_TEXT = 12_000;

export const LinkReport = z.discriminatedUnion('kind', [
  z.object({ ...shared, kind: z.enum(['started', 'connected']), connection }),
  z.object({
    ...shared,
    kind: z.literal('consented'),
    // Postgres cannot store a NUL, and no text contains one.
    text: z
      .string()
      .min(1)
      .max(MAX_TEXT)
      .regex(/^[^\0]*$/),
    language: z.enum(LOCALES),
    version: z.coerce.number().int().min(1).max(1_000_000),
  }),
  z.object({
    ...shared,
    kind: z.literal('failed'),
    correlation: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional()
      .catch(undefined),
    code: z.coerce.number().int().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    recoverable: z.enum(['yes', 'no']),
  }),
  z.object({ ...shared, kind: z.enum(['closed', 'finished']) }),
  /** A return in another tab, such as the platform's. */
  z.object({ ...shared, kind: z.literal('back') }),
]);
type Told = Exclude<z.infer<typeof LinkReport>, { kind: 'back' }>;

export function toCallback(told: Told): Callback {
  switch (told.kind) {
    case 'started':
    case 'connected':
      return { kind: told.kind, connectionId: told.connection };
    case 'consented':
      return { kind: told.kind, text: told.text, language: told.language, productVersion: told.version };
    case 'failed':
      return {
        kind: told.kind,
        visitId: told.visit,
        correlationId: told.correlation ?? null,
        message: cleanName(told.message ?? '', MESSAGE_MAX),
      };
    case 'closed':
    case 'finished':
      return { kind: told.kind, visitId: told.visit };
    default:
      return told satisfies never;
  }
}
