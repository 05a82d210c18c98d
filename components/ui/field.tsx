// Form field: label above, hint, error below with icon and text, tied together for screen readers.
import { __iconData as circleAlert } from 'lucide-react/icons/circle-exclamation-point';
import type { ComponentProps } from 'react';
import { Icon } from './icon';

type Props = Omit<ComponentProps<'input'>, 'id' | 'className' | 'style'> & {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
};

export function Field({ id, label, hint, error, ...input }: Props) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-14 text-ink-soft">
          {hint}
        </p>
      ) : null}
      <input
        id={id}
        className="field"
        aria-describedby={described === '' ? undefined : described}
        aria-invalid={error ? true : undefined}
        {...input}
      />
      <FieldError id={id} error={error} />
    </div>
  );
}

/** Error below a field; a custom control points to it with `aria-describedby="<id>-error"`. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  // The key makes a new element for each text: when a browser has translated the page, React no longer reaches the old one.
  return (
    <p key={error} id={`${id}-error`} className="flex gap-2 font-medium text-critical">
      <Icon data={circleAlert} className="mt-0.5" />
      {error}
    </p>
  );
}
