// Panel of the demo's clock: its time, its distance from the real time, and the steps it can take.
import { SubmitButton } from '../ui/submit-button';
import { Panel } from './panel';

interface Props {
  action: (form: FormData) => Promise<void>;
  now: string;
  /** Distance from this machine's clock, in words. */
  distance: string;
  steps: readonly { value: string; label: string }[];
  /** Distance of Codat's own clock from the demo's; null when they agree. */
  apart: string | null;
  words: { title: string; note: string; moving: string };
}

export function ClockPanel({ action, now, distance, apart, steps, words }: Props) {
  return (
    <Panel title={words.title}>
      <p>
        <span className="tabular block font-medium">{now}</span>
        <span className="tabular block text-14 text-ink-soft">{distance}</span>
        {apart === null ? null : <span className="tabular block text-14 text-ink-soft">{apart}</span>}
      </p>
      <form action={action} className="grid grid-cols-2 gap-2">
        {steps.map(({ value, label }) => (
          <SubmitButton key={value} name="step" value={value} variant="secondary" pendingLabel={words.moving}>
            {label}
          </SubmitButton>
        ))}
      </form>
      <p className="text-14 text-ink-soft">{words.note}</p>
    </Panel>
  );
}
