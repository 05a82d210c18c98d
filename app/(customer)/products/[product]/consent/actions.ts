'use server';
// Owns the two answers to a consent request.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { getController } from '@/lib/consent/controller';
import { deferConsent } from '@/lib/consent/defer-consent';
import { grantConsent } from '@/lib/consent/grant-consent';
import { LOCALES } from '@/lib/domain/product';

const Input = z
  .object({
    product: z.string().max(60),
    noticeHash: z.string().regex(/^[0-9a-f]{64}$/),
    language: z.enum(LOCALES),
    answer: z.enum(['agree', 'not-now']),
    agree: z.string().optional(),
  })
  .refine((form) => form.answer === 'not-now' || form.agree === 'yes', {
    path: ['agree'],
    message: 'agree-missing',
  });

export const answerConsentAction = customerAction('answerConsent', Input, async (ctx, input) => {
  const { product: productId, language, noticeHash } = input;
  const answer = { productId, language, noticeHash, controller: getController() };
  if (input.answer === 'not-now') {
    await deferConsent(ctx, answer);
    redirect('/home');
  }
  await grantConsent(ctx, answer);
  redirect(`/products/${input.product}/connect`);
});
