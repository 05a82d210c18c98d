// Owns finding where somebody was before they looked something up.
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getEnv } from '@/lib/runtime/env';
import { backPathFrom, readBackPath } from '@/lib/security/back-path';

/**
 * The page to go back to, as the address says; null when it is not known. What only the browser says is put into the
 * address first: there it outlives a form, another language and a look at the other pages.
 * @param path of this page
 */
export async function wayBack(
  path: '/help' | '/privacy',
  query: Record<string, string | string[] | undefined>,
): Promise<string | null> {
  if (query.back !== undefined) return readBackPath(query.back);
  const head = await headers();
  const hosts = [new URL(getEnv().NEXTAUTH_URL).host, head.get('host') ?? ''];
  const found = backPathFrom(head.get('referer'), hosts);
  if (found === null) return null;
  const known = Object.entries(query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  redirect(`${path}?${new URLSearchParams([...known, ['back', found]]).toString()}`);
}

/** The other page of the two, with the same way back. */
export function withBack(path: '/help' | '/privacy', back: string | null): string {
  return back === null ? path : `${path}?${new URLSearchParams({ back }).toString()}`;
}
