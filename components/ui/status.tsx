// Status in one or two words; the dot is filled or hollow, so that it differs without colour too.
import type { ReactNode } from 'react';

export type StatusTone = 'positive' | 'caution' | 'critical' | 'info' | 'neutral';

const TEXT: Record<StatusTone, string> = {
  positive: 'text-positive',
  caution: 'text-caution',
  critical: 'text-critical',
  info: 'text-info',
  neutral: 'text-ink-soft',
};

const DOT: Record<StatusTone, string> = {
  positive: 'rounded-full border-current bg-current',
  caution: 'rounded-full border-current',
  critical: 'border-current bg-current',
  info: 'rounded-full border-current bg-current',
  neutral: 'rounded-full border-current',
};

export function Status({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className={`inline-flex items-baseline gap-2 font-medium text-14 ${TEXT[tone]}`}>
      <span aria-hidden="true" className={`size-2 shrink-0 border-2 ${DOT[tone]}`} />
      <span>{children}</span>
    </span>
  );
}
