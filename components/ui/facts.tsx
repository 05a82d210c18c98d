// Description list: each term above its value, in two columns where there is room.
import type { ReactNode } from 'react';

export function Facts({ facts }: { facts: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-3 sm:grid-cols-2">
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt className="text-14 text-ink-soft">{term}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
