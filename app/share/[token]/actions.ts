'use server';
// Owns a colleague's one button.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { visitorAction } from '@/lib/action';
import type { Tools } from '@/lib/context';
import { getEnv } from '@/lib/env';
import { NotFound } from '@/lib/errors';
import { limit } from '@/lib/rate/limit';
import { useShare } from '@/lib/share/use-share';

const Input = z.object({ token: z.string().max(60) });

async function addressOf(tools: Tools, token: string): Promise<string | null> {
  try {
    return (await useShare(tools, token, getEnv().CODAT_LINK_ORIGINS)).url;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

export const useShareAction = visitorAction('useShare', Input, async (tools, { token }) => {
  // Counted for what is no link of ours as well: the answer tells nobody whether it is one.
  await limit('share-use', { ...tools, token });
  const url = await addressOf(tools, token);
  // Over since the page was opened: the page itself says how.
  redirect(url ?? `/share/${encodeURIComponent(token)}`);
});
