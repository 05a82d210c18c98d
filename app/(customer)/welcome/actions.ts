'use server';
// Server action: creates the business that a new person names.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { personAction } from '@/lib/action';
import { setActing } from '@/lib/auth/acting';
import { createBusiness } from '@/lib/company/create-business';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import { parseBusinessName } from '@/lib/domain/identity/business-name';
import { Upstream } from '@/lib/errors';
import { safeNextPath } from '@/lib/security/next-path';

const Input = z.object({
  businessName: z.string().transform((raw, context) => {
    const parsed = parseBusinessName(raw);
    if (parsed.ok) return parsed.name;
    context.addIssue({ code: 'custom', message: `business-name-${parsed.problem}` });
    return z.NEVER;
  }),
  next: z.string().optional(),
});

export const createBusinessAction = personAction('createBusiness', Input, async (ctx, input) => {
  const { companyId } = await createBusiness(ctx, { name: input.businessName, greets: true });
  // Creating the company at Codat now makes connecting quick later. If Codat is down the customer goes on; choosing a platform tries again.
  await ensureCodatCompany({ ...ctx, companyId }).catch((error: unknown) => {
    if (!(error instanceof Upstream)) throw error;
  });
  // The browser's router has the frame of a person without a business: forms in it would still be bound to none.
  await setActing(companyId);
  redirect(safeNextPath(input.next));
});
