// Card of one product on the home page: what it gives, its status, one action.
import { ButtonLink } from './ui/button';
import { Card } from './ui/card';
import { Status } from './ui/status';

interface Props {
  href: string;
  name: string;
  promise: string;
  standing: string;
  tone: 'positive' | 'caution' | 'neutral';
  note: string | null;
  action: { href: string; label: string; primary: boolean };
  /** Withdrawing takes no more clicks than agreeing did; null where nothing is agreed. */
  stop: { href: string; label: string } | null;
}

export function ProductCardView({ href, name, promise, standing, tone, note, action, stop }: Props) {
  return (
    <Card>
      <div className="flex h-full flex-col gap-3">
        <div className="grid gap-1">
          <h3 className="font-semibold text-18">
            <a href={href} className="underline-offset-4 hover:underline">
              {name}
            </a>
          </h3>
          <Status tone={tone}>{standing}</Status>
        </div>
        <p className="text-ink-soft">{note ?? promise}</p>
        <div className="mt-auto flex flex-wrap items-center gap-3 pt-2">
          <ButtonLink href={action.href} variant={action.primary ? 'primary' : 'secondary'}>
            {action.label}
          </ButtonLink>
          {stop === null ? null : (
            <ButtonLink href={stop.href} variant="quiet">
              {stop.label}
              <span className="sr-only">: {name}</span>
            </ButtonLink>
          )}
        </div>
      </div>
    </Card>
  );
}
