// Notice: an icon and words; the colour only repeats what they say.
import { __iconData as circleCheck } from 'lucide-react/icons/circle-check';
import { __iconData as info } from 'lucide-react/icons/info';
import { __iconData as octagonAlert } from 'lucide-react/icons/octagon-exclamation-point';
import { __iconData as triangleAlert } from 'lucide-react/icons/triangle-exclamation-point';
import type { ReactNode } from 'react';
import { Icon } from './icon';

export type NoticeTone = 'info' | 'positive' | 'caution' | 'critical';

const LOOKS = {
  info: { box: 'border-info/30 bg-info-soft', ink: 'text-info', icon: info },
  positive: { box: 'border-positive/30 bg-positive-soft', ink: 'text-positive', icon: circleCheck },
  caution: { box: 'border-caution/30 bg-caution-soft', ink: 'text-caution', icon: triangleAlert },
  critical: { box: 'border-critical/30 bg-critical-soft', ink: 'text-critical', icon: octagonAlert },
} as const;

interface Props {
  tone: NoticeTone;
  title?: string;
  children?: ReactNode;
}

export function Notice({ tone, title, children }: Props) {
  const look = LOOKS[tone];
  return (
    // Only an error interrupts a screen reader; other notices are read in their place.
    <div
      role={tone === 'critical' ? 'alert' : undefined}
      className={`flex gap-3 rounded-card border p-4 ${look.box}`}
    >
      <Icon data={look.icon} className={`mt-0.5 ${look.ink}`} />
      <div className="grid min-w-0 gap-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div>{children}</div> : null}
      </div>
    </div>
  );
}
