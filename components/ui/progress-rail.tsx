// Owns how far the reading of each kind of data has come: a word and an icon per line, never colour alone.
import { __iconData as check } from 'lucide-react/icons/check';
import { __iconData as clock } from 'lucide-react/icons/clock';
import { __iconData as loader } from 'lucide-react/icons/loader';
import { __iconData as minus } from 'lucide-react/icons/minus';
import { __iconData as triangleAlert } from 'lucide-react/icons/triangle-exclamation-point';
import type { ReadState } from '@/lib/domain/sync-progress';
import { Icon } from './icon';

const LOOKS = {
  waiting: { icon: clock, ink: 'text-ink-soft', ground: 'bg-sunken' },
  reading: { icon: loader, ink: 'text-info', ground: 'bg-info-soft' },
  ready: { icon: check, ink: 'text-positive', ground: 'bg-positive-soft' },
  'not-offered': { icon: minus, ink: 'text-ink-soft', ground: 'bg-sunken' },
  problem: { icon: triangleAlert, ink: 'text-caution', ground: 'bg-caution-soft' },
} as const satisfies Record<ReadState, unknown>;

export interface RailItem {
  id: string;
  name: string;
  state: ReadState;
  stateText: string;
  detail?: string | undefined;
}

export function ProgressRail({ items }: { items: readonly RailItem[] }) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">
      {items.map(({ id, name, state, stateText, detail }) => {
        const { icon, ink, ground } = LOOKS[state];
        return (
          <li key={id} className="flex gap-3.5 p-4">
            <span className={`grid size-9 shrink-0 place-items-center rounded-full ${ground} ${ink}`}>
              <Icon data={icon} className={state === 'reading' ? 'motion-safe:animate-spin' : ''} />
            </span>
            <span className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 sm:grid-cols-[1fr_auto]">
              <span className="font-medium">{name}</span>
              <span className={`font-medium text-14 sm:text-right sm:leading-6 ${ink}`}>{stateText}</span>
              {detail ? <span className="text-14 text-ink-soft sm:col-span-2">{detail}</span> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
