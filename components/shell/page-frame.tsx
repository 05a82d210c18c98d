// Frame of a page: header, main part (the target of the skip link), and a footer that stays at the bottom of short pages.
import type { ReactNode } from 'react';

interface Props {
  header: ReactNode;
  footer: ReactNode;
  children: ReactNode;
}

export const MAIN_ID = 'main';

export function PageFrame({ header, footer, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      {header}
      <main
        id={MAIN_ID}
        tabIndex={-1}
        className="mx-auto w-full max-w-[67rem] flex-1 px-4 pt-6 pb-16 sm:pt-10"
      >
        {children}
      </main>
      {footer}
    </div>
  );
}
