'use server';
// Server action of staff on a customer's request: one form for every act, and each act calls the verb of the customer's own page.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { staffAction } from '@/lib/action';
import { CHANNELS } from '@/lib/domain/consent/on-request';
import { cleanName, PERSON_MAX } from '@/lib/domain/text/clean-name';
import { actOnRequest, REQUEST_ACTS } from '@/lib/staff/act-on-request';

const text = (missing: string) =>
  z.string({ error: missing }).trim().min(1, { error: missing }).max(200, { error: 'words-too-many' });

const Request = z.object({
  business: z.uuid(),
  act: z.enum(REQUEST_ACTS),
  subject: z.string().max(60),
  seen: z.string().max(60),
  'asked-by': text('asked-by-missing').transform((raw, context) => {
    const name = cleanName(raw, PERSON_MAX);
    if (name !== null) return name;
    context.addIssue({ code: 'custom', message: 'asked-by-missing' });
    return z.NEVER;
  }),
  person: z.union([z.uuid(), z.literal('')]).default(''),
  channel: z.enum(CHANNELS, { error: 'channel-missing' }),
  reason: text('reason-missing'),
  note: z.string().trim().max(200, { error: 'words-too-many' }).default(''),
  deletion: z.enum(['keep', 'delete'], { error: 'deletion-missing' }),
});

export const actOnRequestAction = staffAction('actOnRequest', Request, async (ctx, input) => {
  const { business, act, subject, seen, channel, reason, note, deletion, person } = input;
  await actOnRequest(ctx, {
    companyId: business,
    act,
    subject,
    deletion,
    seen,
    asked: {
      by: { name: input['asked-by'], userId: person === '' ? null : person },
      channel,
      reason,
      note: note === '' ? null : note,
    },
  });
  redirect(`/staff/businesses/${business}?act=${act}&subject=${encodeURIComponent(subject)}`);
});
