// One product on the home page: what it gives, where it stands, one thing to do.
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
}

export function ProductCardView({ href, name, promise, standing, tone, note, action }: Props) {
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
        <div className="mt-auto pt-2">
          <ButtonLink href={action.href} variant={action.primary ? 'primary' : 'secondary'}>
            {action.label}
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
}
