// Radio group: whole rows can be pressed, each with its consequence below it, and nothing is chosen in advance.
import { FieldError } from './field';

interface Props {
  id: string;
  name: string;
  legend: string;
  choices: readonly { value: string; label: string; hint: string }[];
  /** Value that was chosen before the form came back. */
  chosen?: string | undefined;
  error?: string | undefined;
}

export function RadioGroup({ id, name, legend, choices, chosen, error }: Props) {
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-2 font-semibold text-18">{legend}</legend>
      {choices.map(({ value, label, hint }) => (
        <label
          key={`${value} ${value === chosen}`}
          htmlFor={`${id}-${value}`}
          className="flex min-h-target items-start gap-3 rounded-control border border-edge bg-surface p-4 has-checked:border-brand-ink has-checked:bg-brand-soft"
        >
          <input
            id={`${id}-${value}`}
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === chosen}
            autoComplete="off"
            className="mt-0.5 size-5 shrink-0 accent-brand-ink"
          />
          <span className="grid">
            <span className="font-medium">{label}</span>
            <span className="text-14 text-ink-soft">{hint}</span>
          </span>
        </label>
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
