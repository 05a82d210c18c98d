// Owns the way through a few steps: numbers and names, the present one marked for eyes and readers.
import { __iconData as check } from 'lucide-react/icons/check';
import { Icon } from './icon';

interface Props {
  /** What the list is, for readers. */
  label: string;
  steps: readonly string[];
  /** Position of the present step, from 0. Earlier ones are done. */
  current: number;
  /** Said after the name of a step that is done. */
  doneText: string;
}

export function Steps({ label, steps, current, doneText }: Props) {
  return (
    <ol aria-label={label} className="flex flex-wrap gap-x-6 gap-y-2">
      {steps.map((step, index) => {
        const isDone = index < current;
        const isCurrent = index === current;
        const look = isCurrent
          ? 'border-brand-edge bg-brand text-on-brand'
          : isDone
            ? 'border-positive text-positive'
            : 'border-edge text-ink-soft';
        return (
          <li
            key={step}
            aria-current={isCurrent ? 'step' : undefined}
            className={`flex items-center gap-2 text-14 ${isCurrent ? 'font-semibold' : 'text-ink-soft'}`}
          >
            <span
              aria-hidden="true"
              className={`tabular grid size-7 place-items-center rounded-full border font-semibold ${look}`}
            >
              {isDone ? <Icon data={check} className="size-4" /> : index + 1}
            </span>
            {step}
            {isDone ? <span className="sr-only">{doneText}</span> : null}
          </li>
        );
      })}
    </ol>
  );
}
