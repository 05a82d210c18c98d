// List of the changes in a request: a word before each line names the kind of change; its colour only repeats that.

interface Props {
  items: readonly {
    id: string;
    mark: 'new' | 'changed' | 'gone';
    /** Word of the mark. */
    label: string;
    about: string | null;
    text: string;
    /** Language of the text, where it may differ from the page's. */
    lang?: string;
  }[];
}

const MARKS = {
  new: 'border-positive/40 bg-positive-soft text-positive',
  changed: 'border-info/40 bg-info-soft text-info',
  gone: 'border-edge text-ink-soft',
} as const;

export function ChangeList({ items }: Props) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface">
      {items.map(({ id, mark, label, about, text, lang }) => (
        <li key={id} className="flex items-start gap-3 p-4">
          <span className={`mt-0.5 shrink-0 rounded-control border px-2 font-medium text-14 ${MARKS[mark]}`}>
            {label}
          </span>
          <span className="min-w-0">
            {about === null ? null : <span className="block font-medium">{about}</span>}
            <span lang={lang} className={about === null ? undefined : 'text-ink-soft'}>
              {text}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
