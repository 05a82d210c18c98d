'use server';
// Server action: starts a connection and leads to the platform's own site.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { startConnection } from '@/lib/connection/start-connection';
import { getEnv } from '@/lib/runtime/env';
import { limit } from '@/lib/security/rate-limit';

const Input = z.object({
  product: z.string().max(60),
  platform: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i),
});

export const startConnectionAction = customerAction('startConnection', Input, async (ctx, input) => {
  await limit('codat-action', ctx);
  const { url } = await startConnection(ctx, {
    productId: input.product,
    platformKey: input.platform,
    linkOrigins: getEnv().CODAT_LINK_ORIGINS,
  });
  redirect(url);
});
