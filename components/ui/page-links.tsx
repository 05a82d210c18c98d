// Pagination links of a list that grows at its head: plain addresses, so that they work without scripts and can be bookmarked.

interface Props {
  /** Name of the list, for readers who hear the links out of place. */
  label: string;
  words: { older: string; newer: string };
  href: { older: string | null; newer: string | null };
}

const LINK = 'link inline-flex min-h-target items-center';

export function PageLinks({ label, words, href }: Props) {
  if (href.older === null && href.newer === null) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-6">
      {href.newer === null ? null : (
        <a href={href.newer} rel="prev" className={LINK}>
          {words.newer}
        </a>
      )}
      {href.older === null ? null : (
        <a href={href.older} rel="next" className={LINK}>
          {words.older}
        </a>
      )}
    </nav>
  );
}
