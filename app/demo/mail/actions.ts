'use server';
// Server action: empties the demo's inbox.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/action';
import { requireInbox } from './guard';

export const emptyInboxAction = publicAction('emptyInbox', z.object({}), async () => {
  await (await requireInbox()).clear();
  redirect('/demo/mail');
});
