// Frame of staff pages: the whole width for tables, a quiet bar, no controls.
import type { ReactNode } from 'react';
import { type Brand, BrandMark } from './brand-mark';
import { CurrentLink } from './current-link';
import { MAIN_ID } from './page-frame';

interface Props {
  brand: Brand;
  /** Shows at a glance that these are not customer pages. */
  badge: string;
  nav: { label: string; links: readonly { href: string; label: string }[] };
  language: ReactNode;
  signOut: ReactNode;
  /** Name of the signed-in member of staff. */
  name: string;
  note: string;
  children: ReactNode;
}

const WIDTH = 'mx-auto w-full max-w-[100rem] px-4 sm:px-6';

export function StaffFrame({ brand, badge, nav, language, signOut, name, note, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-line border-b bg-surface">
        <div className={`${WIDTH} flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5`}>
          <a href="/staff" className="flex min-h-target min-w-0 items-center gap-3 rounded-control pr-2">
            <BrandMark {...brand} />
            <span className="shrink-0 rounded-full bg-sunken px-3 py-1 font-semibold text-14">{badge}</span>
          </a>
          <nav aria-label={nav.label}>
            <ul className="flex flex-wrap">
              {nav.links.map(({ href, label }) => (
                <li key={href}>
                  <CurrentLink
                    href={href}
                    isRoot={nav.links.some((other) => other.href.startsWith(`${href}/`))}
                    className="inline-flex min-h-target items-center rounded-control px-3 text-14 decoration-2 decoration-brand-edge underline-offset-8 hover:underline aria-[current]:underline"
                  >
                    {label}
                  </CurrentLink>
                </li>
              ))}
            </ul>
          </nav>
          <div className="ml-auto flex flex-wrap items-center gap-2 text-14">
            <span className="hidden text-ink-soft sm:inline">{name}</span>
            {language}
            {signOut}
          </div>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className={`${WIDTH} flex-1 pt-6 pb-16`}>
        {children}
      </main>
      <footer className="border-line border-t bg-surface">
        <p className={`${WIDTH} py-4 text-14 text-ink-soft`}>{note}</p>
      </footer>
    </div>
  );
}
