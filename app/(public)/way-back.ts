// Way back from the help and privacy pages to the page that the reader came from.
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getEnv } from '@/lib/runtime/env';
import { backPathFrom, readBackPath } from '@/lib/security/back-path';

/**
 * Page to go back to, as the address says; null when it is not known. The browser's referrer is put into the
 * address first: there it outlives a form, a change of language and a visit to the other pages.
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

/** Address of the other of the two pages, with the same way back. */
export function withBack(path: '/help' | '/privacy', back: string | null): string {
  return back === null ? path : `${path}?${new URLSearchParams({ back }).toString()}`;
}
