// Empty state of a page part: what will be here, and the next step.
import { ButtonLink } from './button';

interface Props {
  title: string;
  text: string;
  action?: { href: string; label: string } | undefined;
}

export function EmptyState({ title, text, action }: Props) {
  return (
    <div className="grid justify-items-start gap-2 rounded-card border border-edge border-dashed p-6 sm:p-8">
      <h2 className="font-semibold text-18">{title}</h2>
      <p className="max-w-prose text-ink-soft">{text}</p>
      {action ? (
        <ButtonLink href={action.href} className="mt-3">
          {action.label}
        </ButtonLink>
      ) : null}
    </div>
  );
}
