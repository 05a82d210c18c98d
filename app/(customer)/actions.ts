'use server';
// Server action: signs the person out.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/action';
import { endSession } from '@/lib/auth/viewer';

export const signOutAction = publicAction('signOut', z.object({}), async () => {
  await endSession();
  redirect('/sign-in?signed-out=yes');
});
