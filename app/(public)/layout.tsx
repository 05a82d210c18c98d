// Owns the frame of pages that anybody may see.
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Shell } from '../shell';

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('shell');
  return (
    <Shell
      entry={
        <a
          href="/sign-in"
          className="inline-flex min-h-target items-center rounded-control border border-edge px-3 font-medium text-14 hover:border-ink"
        >
          {t('signIn')}
        </a>
      }
    >
      {children}
    </Shell>
  );
}
