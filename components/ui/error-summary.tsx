'use client';
// Client leaf: error summary on top of a form. It takes the focus when it appears, and each entry leads to its field.
import { __iconData as circleAlert } from 'lucide-react/icons/circle-exclamation-point';
import { useEffect, useRef } from 'react';
import { Icon } from './icon';

interface Props {
  title: string;
  errors: readonly { fieldId: string; message: string }[];
}

export function ErrorSummary({ title, errors }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // Each answer of the server brings a new list, even with the same words: the reader is told again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list is the reason to run.
  useEffect(() => box.current?.focus(), [errors]);
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-3 rounded-card border border-critical bg-critical-soft p-4"
    >
      <Icon data={circleAlert} className="mt-0.5 text-critical" />
      <div className="grid gap-1">
        <p className="font-semibold">{title}</p>
        <ul>
          {errors.map(({ fieldId, message }) => (
            <li key={fieldId}>
              <a
                href={`#${fieldId}`}
                className="inline-flex min-h-target items-center text-critical underline underline-offset-4"
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
