// Layout of public pages, for readers who may or may not be signed in.

import type { ReactNode } from 'react';
import { hasSessionCookie } from '@/lib/auth/viewer';
import { getTranslations } from '@/lib/i18n/translations';
import { Shell } from '../shell';

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('shell');
  // A signed-in reader gets a way back to their pages; an expired session leads from there to sign-in.
  const isSignedIn = await hasSessionCookie();
  return (
    <Shell
      entry={
        <a
          href={isSignedIn ? '/home' : '/sign-in'}
          className="inline-flex min-h-target items-center rounded-control border border-edge px-3 font-medium text-14 hover:border-ink"
        >
          {t(isSignedIn ? 'home' : 'signIn')}
        </a>
      }
    >
      {children}
    </Shell>
  );
}
