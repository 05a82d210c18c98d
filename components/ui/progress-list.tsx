// List of data kinds with their reading progress: words first, an icon beside them, never colour alone.
import { __iconData as check } from 'lucide-react/icons/check';
import { __iconData as clock } from 'lucide-react/icons/clock';
import { __iconData as loader } from 'lucide-react/icons/loader';
import { __iconData as minus } from 'lucide-react/icons/minus';
import { __iconData as triangleAlert } from 'lucide-react/icons/triangle-exclamation-point';
import type { ReadState } from '@/lib/domain/reading/sync-progress';
import { Icon } from './icon';

const LOOKS = {
  waiting: { icon: clock, ink: 'text-ink-soft', ground: 'bg-sunken' },
  reading: { icon: loader, ink: 'text-info', ground: 'bg-info-soft' },
  ready: { icon: check, ink: 'text-positive', ground: 'bg-positive-soft' },
  'not-offered': { icon: minus, ink: 'text-ink-soft', ground: 'bg-sunken' },
  problem: { icon: triangleAlert, ink: 'text-caution', ground: 'bg-caution-soft' },
} as const satisfies Record<ReadState, unknown>;

export interface ProgressLine {
  id: string;
  name: string;
  state: ReadState;
  text: string;
}

export interface ProgressGroup {
  id: string;
  name: string;
  state: ReadState;
  stateText: string;
  lines: readonly ProgressLine[];
  /** Remedy, where something could not be read. */
  note: string | null;
  /** Text that screen readers announce when the group is complete. */
  said: string;
}

export function ProgressList({ groups }: { groups: readonly ProgressGroup[] }) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">
      {groups.map(({ id, name, state, stateText, lines, note }) => {
        const { icon, ink, ground } = LOOKS[state];
        return (
          <li key={id} className="flex gap-3.5 p-4">
            <span className={`grid size-9 shrink-0 place-items-center rounded-full ${ground} ${ink}`}>
              <Icon data={icon} className={state === 'reading' ? 'motion-safe:animate-spin' : ''} />
            </span>
            <div className="grid min-w-0 flex-1 gap-2">
              <div className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[1fr_auto]">
                <span className="font-medium">{name}</span>
                <span className={`font-medium text-14 sm:text-right sm:leading-6 ${ink}`}>{stateText}</span>
              </div>
              <Lines lines={lines} />
              {note === null ? null : <p className="text-14">{note}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Lines({ lines }: { lines: readonly ProgressLine[] }) {
  return (
    <ul className="grid gap-1 text-14">
      {lines.map(({ id, name, state, text }) => (
        <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-ink-soft">{name}</span>
          <span className={`tabular ${LOOKS[state].ink}`}>{text}</span>
        </li>
      ))}
    </ul>
  );
}
