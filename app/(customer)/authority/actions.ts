'use server';
// Server action: sends the address of a page, by letter, to the colleagues who have the right that it needs.
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
