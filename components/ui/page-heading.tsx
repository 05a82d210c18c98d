// Page heading: the way back, the title, one sentence.
import { __iconData as chevronLeft } from 'lucide-react/icons/chevron-left';
import { Icon } from './icon';

interface Props {
  title: string;
  lead?: string | undefined;
  eyebrow?: string | undefined;
  back?: { href: string; label: string } | undefined;
}

export function PageHeading({ title, lead, eyebrow, back }: Props) {
  return (
    <div className="grid gap-2">
      {back ? (
        <a
          href={back.href}
          className="-ml-1.5 inline-flex min-h-target items-center gap-1 justify-self-start pr-2 text-brand-ink underline-offset-4 hover:underline"
        >
          <Icon data={chevronLeft} />
          {back.label}
        </a>
      ) : null}
      {eyebrow ? <p className="font-medium text-14 text-ink-soft">{eyebrow}</p> : null}
      <h1 className="font-semibold text-28 sm:text-36">{title}</h1>
      {lead ? <p className="max-w-prose text-18 text-ink-soft">{lead}</p> : null}
    </div>
  );
}
