// Card: only for a thing that can be acted on.
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  className?: string;
}

export function Card({ children, className = '' }: Props) {
  return (
    <div className={`rounded-card border border-line bg-surface p-5 shadow-soft sm:p-6 ${className}`}>
      {children}
    </div>
  );
}
