// List of receipts as quiet lines: what happened, when, and two files to keep.

import type { ReactNode } from 'react';

interface Props {
  id: string;
  words: { title: string; lead: string; check: string; pdf: string; file: string };
  entries: readonly { id: string; what: string; when: string; href: { pdf: string; json: string } }[];
  /** Links to more receipts. */
  children: ReactNode;
}

const LINK = 'link inline-flex min-h-target items-center';

export function ReceiptList({ id: list, words, entries, children }: Props) {
  return (
    <section id={list} className="grid gap-3">
      <h2 className="font-semibold text-18">{words.title}</h2>
      <p className="text-ink-soft">
        {words.lead}{' '}
        <a href="/verify" className="link">
          {words.check}
        </a>
      </p>
      <ul className="divide-y divide-line border-line border-y">
        {entries.map(({ id, what, when, href }) => (
          <li key={id} className="grid gap-x-4 py-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
            <div>
              <p className="font-medium">{what}</p>
              <p className="tabular text-14 text-ink-soft">{when}</p>
            </div>
            <p className="flex gap-5">
              {/* The names differ for readers who hear the links out of place. */}
              <a href={href.pdf} className={LINK} aria-label={`${words.pdf}: ${what}, ${when}`}>
                {words.pdf}
              </a>
              <a href={href.json} className={LINK} aria-label={`${words.file}: ${what}, ${when}`}>
                {words.file}
              </a>
            </p>
          </li>
        ))}
      </ul>
      {children}
    </section>
  );
}
