'use client';
// Client leaf: submit button against double submission. While the form is on its way, the button keeps its place and focus, says so, and cannot be pressed again.
import { Button } from '@base-ui/react/button';
import type { ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonVariant, buttonClass } from './button';

interface Props {
  children: ReactNode;
  pendingLabel: string;
  variant?: ButtonVariant;
  /** In a form with two answers: which of them this button gives. */
  name?: string;
  value?: string;
  className?: string;
}

export function SubmitButton({ children, pendingLabel, variant = 'primary', name, value, className }: Props) {
  const { pending, data } = useFormStatus();
  const isMine = pending && (name === undefined || data.get(name) === value);
  return (
    <>
      {/* Base UI keeps a disabled button focusable and stops its clicks; the plain attribute would drop the focus. */}
      <Button
        type="submit"
        name={name}
        value={value}
        disabled={pending}
        focusableWhenDisabled
        className={buttonClass(variant, className)}
      >
        {/* Both labels share one cell, so that the button never changes its size. */}
        <span className="grid place-items-center">
          <span className={`col-start-1 row-start-1 ${isMine ? 'invisible' : ''}`}>{children}</span>
          <span className={`col-start-1 row-start-1 ${isMine ? '' : 'invisible'}`}>{pendingLabel}</span>
        </span>
      </Button>
      <span role="status" className="sr-only">
        {isMine ? pendingLabel : null}
      </span>
    </>
  );
}
