'use client';
// Client leaf: navigation link that marks the current page, or its section, for sight and for screen readers.
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

interface Props {
  href: string;
  className: string;
  children: ReactNode;
  /** Every page of the section lies below this one, so only the page itself is marked. */
  isRoot?: boolean | undefined;
}

export function CurrentLink({ href, className, children, isRoot = false }: Props) {
  const path = usePathname();
  const isWithin = !isRoot && path.startsWith(`${href}/`);
  return (
    <a
      href={href}
      aria-current={path === href ? 'page' : isWithin ? 'true' : undefined}
      className={`${className} aria-[current]:font-semibold`}
    >
      {children}
    </a>
  );
}
