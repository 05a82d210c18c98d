// One of the three parts of the value exchange: a heading with a few facts, or with numbered steps.
import { __iconData as check } from 'lucide-react/icons/check';
import { Icon } from './ui/icon';

interface Props {
  title: string;
  items: readonly string[];
  isOrdered?: boolean;
  /** Size of the heading: smaller below a product's own. */
  size?: 18 | 22;
}

export function ValuePart({ title, items, isOrdered = false, size = 22 }: Props) {
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <section className={`grid content-start ${size === 22 ? 'gap-4' : 'gap-3'}`}>
      <h2 className={`font-semibold ${size === 22 ? 'text-22' : 'text-18'}`}>{title}</h2>
      <List className={`grid ${size === 22 ? 'gap-3' : 'gap-2'}`}>
        {items.map((item, index) => (
          <li key={item} className="flex gap-3">
            {isOrdered ? (
              <span
                aria-hidden="true"
                className="tabular grid size-6 shrink-0 place-items-center rounded-full bg-brand-soft font-semibold text-14 text-brand-ink"
              >
                {index + 1}
              </span>
            ) : (
              <Icon data={check} className="mt-0.5 text-positive" />
            )}
            {item}
          </li>
        ))}
      </List>
    </section>
  );
}
