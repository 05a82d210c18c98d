// Header of every page: the bank's name, language, and a place for the account. Its first row is 64 px high, which the account menu relies on; large letters make it two rows rather than hide the name.
import type { ReactNode } from 'react';
import { type Brand, BrandMark } from './brand-mark';
import { CurrentLink } from './current-link';

interface Props {
  brand: Brand;
  /** Address that the name links to. */
  homeHref: string;
  homeLabel: string;
  language: ReactNode;
  /** Links that have room from tablet width on; the account menu repeats them. */
  nav?: ReactNode;
  account?: ReactNode;
  /** Business of this page, shown at every width. */
  business?: ReactNode;
}

export function Header({ brand, homeHref, homeLabel, language, nav, account, business }: Props) {
  return (
    <header className="border-line border-b bg-surface">
      <div className="mx-auto flex min-h-16 max-w-[67rem] flex-wrap items-center gap-x-2 px-4 sm:gap-x-4">
        <a
          href={homeHref}
          className="flex min-h-target min-w-0 grow basis-28 items-center rounded-control pr-2 md:grow-0 md:basis-auto"
        >
          <BrandMark {...brand} />
          <span className="sr-only">, {homeLabel}</span>
        </a>
        {nav}
        <div className="ml-auto flex shrink-0 items-center gap-1 sm:gap-2">
          {language}
          {account}
        </div>
      </div>
      {business}
    </header>
  );
}

interface BusinessLineProps {
  /** Word before the name. */
  label: string;
  name: string;
  /** Absent for a person who acts for no other business. */
  change?: { href: string; label: string } | undefined;
}

/** One line; a longer name ends in an ellipsis, and is whole for screen readers, under the pointer and in the menu. */
export function BusinessLine({ label, name, change }: BusinessLineProps) {
  return (
    <div className="border-line border-t bg-sunken">
      <div className="mx-auto flex max-w-[67rem] items-center gap-x-4 px-4 text-14">
        <p className="flex min-h-9 min-w-0 items-center gap-1.5">
          <span className="shrink-0 text-ink-soft">{label}</span>
          <bdi title={name} className="truncate font-semibold">
            {name}
          </bdi>
        </p>
        {change === undefined ? null : (
          <a
            href={change.href}
            className="link ml-auto inline-flex min-h-target shrink-0 items-center sm:ml-0"
          >
            {change.label}
          </a>
        )}
      </div>
    </div>
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
            <CurrentLink
              href={href}
              className="inline-flex min-h-target items-center rounded-control px-3 text-14 decoration-2 decoration-brand-edge underline-offset-8 hover:underline aria-[current]:underline"
            >
              {name}
            </CurrentLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
