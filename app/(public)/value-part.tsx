// One of the three parts of the value exchange: a heading and a few facts, or numbered steps.
import { __iconData as check } from 'lucide-react/icons/check';
import { Icon } from '@/components/ui/icon';

interface Props {
  title: string;
  items: readonly string[];
  isOrdered?: boolean;
}

export function ValuePart({ title, items, isOrdered = false }: Props) {
  const List = isOrdered ? 'ol' : 'ul';
  return (
    <section className="grid content-start gap-4">
      <h2 className="font-semibold text-22">{title}</h2>
      <List className="grid gap-3">
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
