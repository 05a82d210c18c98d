'use server';
// Server actions: create a delegated link for a colleague, and revoke one.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { createShare } from '@/lib/delegated-link/create-share';
import { revokeShare } from '@/lib/delegated-link/revoke-share';
import { getEnv } from '@/lib/runtime/env';
import { limit } from '@/lib/security/rate-limit';

const Wanted = z.object({
  product: z.string().max(60),
  platform: z.string({ error: 'platform-missing' }).min(1, 'platform-missing').max(60),
  approval: z.string().optional(),
});

export const createShareAction = customerAction(
  'createShare',
  Wanted,
  async (ctx, input) => {
    const { product: productId, platform: platformKey, approval } = input;
    await limit('share-create', ctx);
    const share = { productId, platformKey, needsApproval: approval === 'yes' };
    redirect(`/shares/${await createShare(ctx, share, getEnv().NEXTAUTH_SECRET)}`);
  },
  ['platform', 'approval'],
);

export const revokeShareAction = customerAction(
  'revokeShare',
  z.object({ share: z.uuid() }),
  async (ctx, { share }) => {
    await revokeShare(ctx, share);
    redirect(`/shares/${share}`);
  },
);
