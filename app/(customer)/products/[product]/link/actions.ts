'use server';
// Owns what Codat's window tells: read, recorded, and answered only when the window has to go.
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { cleanName, MESSAGE_MAX } from '@/lib/domain/clean-name';
import { LOCALES } from '@/lib/domain/product';
import { type Callback, recordCallback } from '@/lib/link/record-callback';
import { requireStanding } from '@/lib/link/require-standing';
import { log } from '@/lib/log';
import { getLimiter } from '@/lib/rate/limit';

const shared = { product: z.string().max(60), visit: z.guid() };
const connection = z.guid().transform((id) => id.toLowerCase());

/** Characters. Our own words are about a tenth of it. */
const MAX_TEXT = 40_000;

const Input = z.discriminatedUnion('kind', [
  z.object({ ...shared, kind: z.enum(['started', 'connected']), connection }),
  z.object({
    ...shared,
    kind: z.literal('consented'),
    text: z.string().min(1).max(MAX_TEXT),
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
  /** From another tab, such as the platform's. */
  z.object({ ...shared, kind: z.literal('back') }),
]);
type Told = Exclude<z.infer<typeof Input>, { kind: 'back' }>;

export const reportLinkAction = customerAction('reportLink', Input, async (ctx, input) => {
  // A hint too many is dropped without a word: a refusal would end the visit, and Codat knows what happened.
  if (!(await getLimiter().take('link-callback', ctx)).ok) return { status: 'done' };
  if (input.kind === 'back') {
    await requireStanding(ctx, input.product);
    return { status: 'done' };
  }
  if (input.kind === 'failed') {
    const { correlation, code, recoverable } = input;
    const { requestId } = ctx.request;
    log().warn({ event: 'link.failed', requestId, correlationId: correlation, code, recoverable });
  }
  await recordCallback(ctx, input.product, toCallback(input));
  return { status: 'done' };
});

function toCallback(told: Told): Callback {
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
