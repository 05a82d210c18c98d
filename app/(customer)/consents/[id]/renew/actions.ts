'use server';
// Server action: renews one agreement.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { renewConsent } from '@/lib/consent/renew-consent';
import { Precondition } from '@/lib/errors';
import { limit } from '@/lib/security/rate-limit';
import { unlessOver } from '../unless-over';

const Input = z
  .object({
    product: z.string().max(60),
    shownEnd: z.iso.datetime(),
    agree: z.string().optional(),
  })
  .refine((form) => form.agree === 'yes', { path: ['agree'], message: 'agree-missing' });

export const renewAction = customerAction('renewConsent', Input, async (ctx, input) => {
  await limit('consent-change', ctx);
  try {
    await unlessOver(renewConsent(ctx, { productId: input.product, shownEnd: new Date(input.shownEnd) }));
  } catch (error) {
    // A new version of the product asks for more since the page was opened: its request is where the customer can read and answer it.
    if (error instanceof Precondition && error.code === 'needs-new-yes') {
      redirect(`/products/${input.product}/consent`);
    }
    throw error;
  }
  redirect(`/consents/${input.product}`);
});
