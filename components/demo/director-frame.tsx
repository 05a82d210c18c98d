// Frame of the presenter's page: a bar on top and the whole width below.
import type { ReactNode } from 'react';
import { type Brand, BrandMark } from '../shell/brand-mark';
import { MAIN_ID } from '../shell/page-frame';

interface Props {
  brand: Brand;
  homeLabel: string;
  badge: string;
  language: ReactNode;
  children: ReactNode;
}

const WIDTH = 'mx-auto w-full max-w-[120rem] px-4 sm:px-6';

export function DirectorFrame({ brand, homeLabel, badge, language, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-line border-b bg-surface">
        <div className={`${WIDTH} flex h-14 items-center gap-3`}>
          <a href="/" className="flex min-h-target min-w-0 items-center rounded-control pr-2">
            <BrandMark {...brand} />
            <span className="sr-only">, {homeLabel}</span>
          </a>
          <span className="shrink-0 rounded-full bg-brand-soft px-3 py-1 font-semibold text-14 text-brand-ink">
            {badge}
          </span>
          <div className="ml-auto">{language}</div>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={`${WIDTH} flex-1 pt-5 pb-12`}>
        {children}
      </main>
    </div>
  );
}
