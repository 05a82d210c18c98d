'use server';
// Owns a colleague's one button.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { visitorAction } from '@/lib/action';
import { getEnv } from '@/lib/env';
import { useShare } from '@/lib/share/use-share';

const Input = z.object({ token: z.string().max(60) });

export const useShareAction = visitorAction('useShare', Input, async (tools, { token }) => {
  const { url } = await useShare(tools, token, getEnv().CODAT_LINK_ORIGINS);
  redirect(url);
});
