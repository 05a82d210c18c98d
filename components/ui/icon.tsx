// Owns how an icon is drawn: 20 px, decorative, as plain SVG. Lucide's own component would be client code on every page.
import { createElement } from 'react';

export type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

/** The drawing that every module of `lucide-react/icons/*` carries; its types leave it out. All share one declaration. */
declare module 'lucide-react/icons/check' {
  export const __iconData: { readonly node: IconNode };
}

interface Props {
  /** `__iconData` of one icon module, imported on its own. */
  data: { readonly node: IconNode };
  className?: string;
}

export function Icon({ data, className = '' }: Props) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      {data.node.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
