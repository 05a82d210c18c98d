'use server';
// Server action: records a request for a platform that is not in the list.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { SOURCE_TYPES } from '@/lib/domain/connection/connection';
import { parseNote, parsePlatformName } from '@/lib/domain/connection/platform-request';
import { limit } from '@/lib/security/rate-limit';
import { requestPlatform } from '@/lib/upload/request-platform';

const Input = z.object({
  product: z.string().max(60),
  kind: z.enum(SOURCE_TYPES, { error: 'kind-missing' }),
  name: z.string().transform((raw, context) => {
    const parsed = parsePlatformName(raw);
    if (parsed.ok) return parsed.name;
    context.addIssue({ code: 'custom', message: `platform-name-${parsed.problem}` });
    return z.NEVER;
  }),
  note: z.string().transform((raw, context) => {
    const parsed = parseNote(raw);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: 'note-too-long' });
    return z.NEVER;
  }),
});

export const requestPlatformAction = customerAction(
  'requestPlatform',
  Input,
  async (ctx, input) => {
    await limit('platform-request', ctx);
    const { product: productId, kind: sourceType, name, note } = input;
    await requestPlatform(ctx, { productId, sourceType, name, note });
    redirect(`/products/${productId}/missing?told=1`);
  },
  ['kind', 'name', 'note'],
);
