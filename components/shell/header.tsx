// Owns the top of every page: the bank's name, language, and a place for the account. 64 px high, which the account menu relies on.
import type { ReactNode } from 'react';
import { type Brand, BrandMark } from './brand-mark';

interface Props {
  brand: Brand;
  /** Where the name leads. */
  homeHref: string;
  homeLabel: string;
  language: ReactNode;
  /** Links that have room from tablet width on; the account menu repeats them. */
  nav?: ReactNode;
  account?: ReactNode;
}

export function Header({ brand, homeHref, homeLabel, language, nav, account }: Props) {
  return (
    <header className="border-line border-b bg-surface">
      <div className="mx-auto flex h-16 max-w-[67rem] items-center gap-2 px-4 sm:gap-4">
        <a href={homeHref} className="flex min-h-target min-w-0 items-center rounded-control pr-2">
          <BrandMark {...brand} />
          <span className="sr-only">, {homeLabel}</span>
        </a>
        {nav}
        <div className="ml-auto flex shrink-0 items-center gap-1 sm:gap-2">
          {language}
          {account}
        </div>
      </div>
    </header>
  );
}

interface NavProps {
  label: string;
  links: readonly { href: string; label: string }[];
}

export function HeaderNav({ label, links }: NavProps) {
  return (
    <nav aria-label={label} className="hidden md:block">
      <ul className="flex">
        {links.map(({ href, label: name }) => (
          <li key={href}>
            <a
              href={href}
              className="inline-flex min-h-target items-center rounded-control px-3 text-14 underline-offset-4 hover:underline"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
