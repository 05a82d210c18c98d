// Panel of the presenter's side column.
import type { ReactNode } from 'react';

export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3 rounded-card border border-line bg-surface p-4">
      <h2 className="font-semibold text-18">{title}</h2>
      {children}
    </section>
  );
}
