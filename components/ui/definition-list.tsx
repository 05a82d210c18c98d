// Owns facts as term and value: in two columns where there is room.
import type { ReactNode } from 'react';

interface Props {
  items: readonly { term: string; value: ReactNode }[];
  columns?: 1 | 2;
}

export function DefinitionList({ items, columns = 2 }: Props) {
  return (
    <dl className={`grid gap-x-8 gap-y-4 ${columns === 2 ? 'sm:grid-cols-2' : ''}`}>
      {items.map(({ term, value }) => (
        <div key={term} className="grid content-start gap-0.5">
          <dt className="text-14 text-ink-soft">{term}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
