'use server';
// Server action: the one button of a delegated link, which leads the colleague to the platform.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { visitorAction } from '@/lib/action';
import type { Tools } from '@/lib/context';
import { useShare } from '@/lib/delegated-link/use-share';
import { NotFound } from '@/lib/errors';
import { getEnv } from '@/lib/runtime/env';
import { limit } from '@/lib/security/rate-limit';

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
  // Invalid tokens are counted, too: the answer must not tell whether a token exists.
  await limit('share-use', { ...tools, token });
  const url = await addressOf(tools, token);
  // The link has ended since the page was opened: the page itself says how.
  redirect(url ?? `/share/${encodeURIComponent(token)}`);
});
