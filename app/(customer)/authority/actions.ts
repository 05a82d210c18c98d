'use server';
// Server action: passes a page on, by letter, to colleagues who may do what it is for.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { passOn } from '@/lib/company/pass-on';
import { RIGHTS } from '@/lib/domain/identity/authority';
import { safeNextPath } from '@/lib/security/next-path';
import { limit } from '@/lib/security/rate-limit';

const Input = z.object({ right: z.enum(RIGHTS), path: z.string().max(300) });

export const passOnAction = customerAction('passOn', Input, async (ctx, { right, path }) => {
  await limit('pass-on', ctx);
  await passOn(ctx, { right, path });
  redirect(safeNextPath(path));
});
