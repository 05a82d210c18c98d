// Icon as plain SVG, 20 px, decorative. Lucide's own component would add client code to every page.
import { createElement } from 'react';

export type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

/** Drawing that every module of `lucide-react/icons/*` exports and its types leave out. All modules share one declaration. */
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
