'use server';
// Server actions: switch between a person's own businesses. A cookie names the business, and each request proves the right to it anew.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { personAction } from '@/lib/action';
import { setActing } from '@/lib/auth/acting';
import { actsFor, isFormForOwn, readSealedForm } from '@/lib/auth/made-for';
import { placeToGoOn } from '@/lib/domain/crypto/sealed-form';
import { NotFound } from '@/lib/errors';
import { safeNextPath } from '@/lib/security/next-path';

const Chosen = z.object({ business: z.uuid(), next: z.string().optional() });

export const chooseBusinessAction = personAction('chooseBusiness', Chosen, async (ctx, input) => {
  if (!(await actsFor({ userId: ctx.userId, companyId: input.business }))) throw new NotFound('business');
  await setActing(input.business);
  redirect(safeNextPath(input.next));
});

const Again = z.object({ form: z.string().max(8000) });

/** Opens a page again for the business that it was shown for. It submits nothing: the person reads the page first. */
export const openAgainAction = personAction('openAgain', Again, async (ctx, { form: sealed }) => {
  const form = readSealedForm(sealed);
  if (form?.made == null) redirect('/home');
  if (!(await isFormForOwn(form, ctx.userId))) redirect(`/acting?form=${sealed}`);
  await setActing(form.made.companyId);
  redirect(placeToGoOn(form.page, form, sealed));
});
