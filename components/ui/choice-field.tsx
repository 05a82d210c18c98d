// Checkbox field: the whole row can be pressed, and no box is ticked in advance.
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
