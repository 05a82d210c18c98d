// Menu of the header: the browser's own popover, so that it opens before hydration, closes on Escape or a click outside, and needs no client code.
import { __iconData as menu } from 'lucide-react/icons/menu';
import type { ReactNode } from 'react';
import { CurrentLink } from '../shell/current-link';
import { Icon } from './icon';

interface Props {
  /** Word on the button. */
  label: string;
  /** Name of the list of links, for screen readers. */
  navLabel: string;
  businessName?: string | undefined;
  personName?: string | undefined;
  links: readonly { href: string; label: string }[];
  /** Form with the sign-out button. */
  signOut?: ReactNode;
}

const ID = 'account-menu';

export function AccountMenu({ label, navLabel, businessName, personName, links, signOut }: Props) {
  return (
    <>
      <button
        type="button"
        popoverTarget={ID}
        className="inline-flex min-h-target items-center gap-2 rounded-control border border-edge bg-surface px-3 font-medium text-14 hover:border-ink"
      >
        <Icon data={menu} />
        {label}
      </button>
      {/* Positioned below the header, which is 64 px high, at the right edge of the page column. */}
      <div
        id={ID}
        popover="auto"
        className="absolute inset-auto top-17 right-4 m-0 w-72 max-w-[calc(100vw-2rem)] rounded-card border border-line bg-surface p-2 text-ink shadow-soft min-[67rem]:right-[calc(50vw-32.5rem)]"
      >
        {businessName ? (
          <p className="border-line border-b px-3 pt-2 pb-3">
            <bdi className="block wrap-anywhere font-semibold">{businessName}</bdi>
            {personName ? (
              <bdi className="block wrap-anywhere text-14 text-ink-soft">{personName}</bdi>
            ) : null}
          </p>
        ) : null}
        <nav aria-label={navLabel}>
          <ul className="py-1">
            {links.map(({ href, label: name }) => (
              <li key={href}>
                <CurrentLink
                  href={href}
                  className="flex min-h-target items-center rounded-sm px-3 hover:bg-sunken aria-[current]:bg-sunken"
                >
                  {name}
                </CurrentLink>
              </li>
            ))}
          </ul>
        </nav>
        {signOut ? <div className="border-line border-t pt-1">{signOut}</div> : null}
      </div>
    </>
  );
}
