// Owns the box to tick and the one-of-several choice: whole rows to press, nothing chosen in advance unless the caller says so.
import type { ComponentProps, ReactNode } from 'react';
import { FieldError } from './field';

type Input = Omit<ComponentProps<'input'>, 'id' | 'type' | 'className' | 'style' | 'children'>;

const ROW =
  'flex min-h-target items-start gap-3 rounded-control border border-edge bg-surface p-4 has-checked:border-brand-ink has-checked:bg-brand-soft';
const BOX = 'mt-0.5 size-5 shrink-0 accent-brand-ink';

type CheckboxProps = Input & { id: string; children: ReactNode; error?: string | undefined };

export function CheckboxField({ id, children, error, ...input }: CheckboxProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={ROW}>
        {/* autoComplete off: after Back the browser must not tick the box again by itself. */}
        <input
          id={id}
          type="checkbox"
          autoComplete="off"
          className={BOX}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          {...input}
        />
        <span>{children}</span>
      </label>
      <FieldError id={id} error={error} />
    </div>
  );
}

interface RadioGroupProps {
  id: string;
  name: string;
  legend: string;
  options: readonly { value: string; label: string; hint?: string }[];
  error?: string | undefined;
}

export function RadioGroup({ id, name, legend, options, error }: RadioGroupProps) {
  return (
    <fieldset className="grid gap-3" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-3 font-medium">{legend}</legend>
      {options.map((option, index) => (
        <label key={option.value} className={ROW}>
          {/* The first one carries the id, so that the error summary leads to it. */}
          <input
            id={index === 0 ? id : undefined}
            type="radio"
            name={name}
            value={option.value}
            autoComplete="off"
            className={BOX}
          />
          <span className="grid gap-1">
            {option.label}
            {option.hint ? <span className="text-14 text-ink-soft">{option.hint}</span> : null}
          </span>
        </label>
      ))}
      <FieldError id={id} error={error} />
    </fieldset>
  );
}
