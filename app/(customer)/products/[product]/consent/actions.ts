'use server';
// Server action: the three answers to a consent request (agree, not now, no).
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { getController } from '@/lib/consent/controller';
import { deferConsent, refuseConsent } from '@/lib/consent/decline-consent';
import { grantConsent } from '@/lib/consent/grant-consent';
import { SOURCE_TYPES } from '@/lib/domain/connection/connection';
import { yesStands } from '@/lib/domain/consent/answer';
import { LOCALES } from '@/lib/domain/text/language';
import { getProduct } from '@/lib/product/get-product';
import { pathAfterYes } from '@/lib/product/path-after-yes';
import { limit } from '@/lib/security/rate-limit';

const ticked = z.literal('yes').optional();

const Input = z
  .object({
    product: z.string().max(60),
    noticeHash: z.string().regex(/^[0-9a-f]{64}$/),
    language: z.enum(LOCALES),
    answer: z.enum(['agree', 'not-now', 'never']),
    agree: z.string().optional(),
    'source-Accounting': ticked,
    'source-Banking': ticked,
    'source-Commerce': ticked,
  })
  .refine((form) => form.answer !== 'agree' || form.agree === 'yes', {
    path: ['agree'],
    message: 'agree-missing',
  });

export const answerConsentAction = customerAction('answerConsent', Input, async (ctx, input) => {
  await limit('consent-change', ctx);
  const { product: productId, language, noticeHash } = input;
  const shown = { productId, language, noticeHash, controller: getController() };
  if (input.answer !== 'agree') {
    const left = await (input.answer === 'never' ? refuseConsent(ctx, shown) : deferConsent(ctx, shown));
    // The customer may have agreed in another tab: refusing here does not withdraw, and the page has to say so.
    const stands = yesStands(left, await getProduct(ctx.db, productId), ctx.now);
    redirect(stands ? `/products/${productId}/consent?declined=yes` : '/home');
  }
  const optional = SOURCE_TYPES.filter((type) => input[`source-${type}`] === 'yes');
  await grantConsent(ctx, { ...shown, optional });
  redirect(await pathAfterYes(ctx, productId, optional));
});
