'use server';
// Server actions of one agreement: withdraw, pause, resume.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { pauseConsent, resumeConsent } from '@/lib/consent/pause-consent';
import { withdrawConsent } from '@/lib/consent/withdraw-consent';
import { limit } from '@/lib/security/rate-limit';
import { unlessOver } from './unless-over';

const product = z.string().max(60);

const Withdrawal = z.object({
  product,
  deletion: z.enum(['keep', 'delete'], { error: 'deletion-missing' }),
});

export const withdrawAction = customerAction('withdrawConsent', Withdrawal, async (ctx, input) => {
  await withdrawConsent(ctx, { productId: input.product, deletion: input.deletion });
  redirect(`/consents/${input.product}`);
});

export const pauseAction = customerAction('pauseConsent', z.object({ product }), async (ctx, input) => {
  await unlessOver(pauseConsent(ctx, input.product));
  redirect(`/consents/${input.product}`);
});

export const resumeAction = customerAction('resumeConsent', z.object({ product }), async (ctx, input) => {
  await limit('consent-change', ctx);
  await unlessOver(resumeConsent(ctx, input.product));
  redirect(`/consents/${input.product}`);
});
