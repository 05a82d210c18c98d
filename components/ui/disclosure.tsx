// Disclosure: the browser's own details element, so that it works before and without JavaScript.
import { __iconData as chevronDown } from 'lucide-react/icons/chevron-down';
import type { ReactNode } from 'react';
import { Icon } from './icon';

interface Props {
  summary: string;
  children: ReactNode;
  /** Few words on the right, such as "7 kinds". */
  detail?: string | undefined;
  icon?: ReactNode;
  open?: boolean;
}

export function Disclosure({ summary, detail, icon, open = false, children }: Props) {
  return (
    <details open={open} className="group/disclosure">
      <summary className="flex min-h-14 items-center gap-3 rounded-control px-4 py-3 -outline-offset-2">
        {icon ? <span className="text-ink-soft">{icon}</span> : null}
        <span className="flex-1 font-medium">{summary}</span>
        {detail ? <span className="tabular text-right text-14 text-ink-soft">{detail}</span> : null}
        <Icon
          data={chevronDown}
          className="text-ink-soft transition-transform group-open/disclosure:rotate-180"
        />
      </summary>
      <div className={`px-4 pb-5 ${icon ? 'sm:pl-12' : ''}`}>{children}</div>
    </details>
  );
}

/** Several disclosures as one block. */
export function DisclosureList({ children }: { children: ReactNode }) {
  return <div className="divide-y divide-line rounded-card border border-line bg-surface">{children}</div>;
}
