// Group of frequent questions; each opens to its answer.
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';

interface Props {
  title: string;
  entries: { id: string; question: string; answer: string }[];
}

export function Questions({ title, entries }: Props) {
  return (
    <section className="grid gap-4">
      <h2 className="font-semibold text-22">{title}</h2>
      <DisclosureList>
        {entries.map(({ id, question, answer }) => (
          <Disclosure key={id} summary={question}>
            <p className="max-w-prose text-ink-soft">{answer}</p>
          </Disclosure>
        ))}
      </DisclosureList>
    </section>
  );
}
