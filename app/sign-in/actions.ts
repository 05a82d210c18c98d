'use server';
// Server actions of signing in by e-mail, in two steps. Each answers with a redirect, so that it works without JavaScript.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { publicAction } from '@/lib/action';
import { getTools } from '@/lib/auth/context';
import { askForLink, spendLink } from '@/lib/auth/email-link';
import { startSession } from '@/lib/auth/start-session';
import { endSession } from '@/lib/auth/viewer';
import { readSignInToken } from '@/lib/domain/identity/sign-in-link';
import { offersSignInLink, signInLinkDays } from '@/lib/mail/mailer';
import { machineClock } from '@/lib/runtime/clock';
import { getEnv } from '@/lib/runtime/env';
import { safeNextPath } from '@/lib/security/next-path';

const path = z.string().optional().transform(safeNextPath);
const AskInput = z.object({ email: z.string().default(''), next: path });
const UseInput = z.object({ token: z.string().default(''), next: path });

export const askForLinkAction = publicAction('askForLink', AskInput, async ({ email, next }) => {
  const env = getEnv();
  if (!offersSignInLink(env)) redirect('/sign-in');
  const { db, request } = await getTools('/sign-in');
  const answer = await askForLink(db, {
    email,
    networks: request.countedAs ?? [],
    next,
    language: request.locale,
    secret: env.NEXTAUTH_SECRET,
    requestId: request.requestId,
    now: machineClock.now(),
  });
  redirect(`/sign-in?${new URLSearchParams({ link: answer, next }).toString()}`);
});

export const spendLinkAction = publicAction('spendLink', UseInput, async ({ token, next }) => {
  const days = signInLinkDays(getEnv());
  if (days === null) redirect('/sign-in');
  const { db } = await getTools('/sign-in/link');
  const known = readSignInToken(token);
  const who = known === null ? null : await spendLink(db, known, machineClock.now(), days);
  if (who === null) redirect('/sign-in/link');
  await endSession();
  await startSession({ ...who, method: 'mail-link' });
  redirect(next);
});
