'use server';
// Server actions: confirm bank connections, several at once by ticking, or one by signing in at the bank.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { reconfirmConnections } from '@/lib/expiry/reconfirm-connections';
import { signInAtBank } from '@/lib/expiry/sign-in-at-bank';
import { getEnv } from '@/lib/runtime/env';
import { limit } from '@/lib/security/rate-limit';
import { TICK } from './tick';

/** Each box has its own name, so that none is lost where a form is read as one value per name. */
const Ticks = z
  .record(z.string().max(200), z.string().max(2000))
  .transform((form) =>
    Object.keys(form).flatMap((name) =>
      name.startsWith(TICK) && form[name] === 'yes' ? [name.slice(TICK.length)] : [],
    ),
  )
  .refine((ids) => ids.length > 0, { path: ['banks'], message: 'nothing-ticked' });

export const reconfirmAction = customerAction('reconfirmConnections', Ticks, async (ctx, ids) => {
  const count = await reconfirmConnections(ctx, ids);
  redirect(count === 0 ? '/reconfirm' : '/reconfirm?confirmed=1');
});

const Bank = z.object({ connection: z.uuid() });

export const signInAtBankAction = customerAction('signInAtBank', Bank, async (ctx, { connection }) => {
  await limit('codat-action', ctx);
  const { url } = await signInAtBank(ctx, connection, getEnv().CODAT_LINK_ORIGINS);
  redirect(url);
});
