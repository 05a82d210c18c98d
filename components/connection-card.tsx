// Card of one connection: its organisation, its state, the products that rely on it, and one action.
import type { ConnectionState } from '@/lib/domain/connection/connection';
import { ButtonLink } from './ui/button';
import { Card } from './ui/card';
import { Facts } from './ui/facts';
import { PlatformLogo } from './ui/platform-logo';
import { Status } from './ui/status';

export const CONNECTION_TONES = {
  starting: 'neutral',
  PendingAuth: 'caution',
  Linked: 'positive',
  check: 'caution',
  Deauthorized: 'caution',
  lapsed: 'caution',
  Unlinked: 'neutral',
  other: 'caution',
  deleted: 'neutral',
} as const;

interface Props {
  href: string;
  name: string;
  logoUrl: string | null;
  organisation: string | null;
  state: ConnectionState | 'check' | 'lapsed';
  stateText: string;
  explain: string;
  facts: { term: string; value: string }[];
  details: string;
  action: { href: string; label: string } | null;
  /** Null where there is no access to give up. */
  disconnect: { href: string; label: string } | null;
}

export function ConnectionCard({
  href,
  name,
  logoUrl,
  organisation,
  state,
  stateText,
  explain,
  facts,
  details,
  action,
  disconnect,
}: Props) {
  const title = organisation === null ? name : `${name} · ${organisation}`;
  return (
    <Card>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <div className="flex min-w-0 items-center gap-3">
            <PlatformLogo name={name} logoUrl={logoUrl} />
            <h2 className="font-semibold text-18">{title}</h2>
          </div>
          <Status tone={CONNECTION_TONES[state]}>{stateText}</Status>
        </div>
        <p className="text-ink-soft">{explain}</p>
        <Facts facts={facts} />
        <div className="flex flex-wrap gap-3">
          {action ? <ButtonLink href={action.href}>{action.label}</ButtonLink> : null}
          <ButtonLink href={href} variant="secondary">
            {details}
            {/* Names the connection for readers who hear the link alone. */}
            <span className="sr-only"> {title}</span>
          </ButtonLink>
          {disconnect ? (
            <ButtonLink href={disconnect.href} variant="quiet">
              {disconnect.label}
              <span className="sr-only"> {title}</span>
            </ButtonLink>
          ) : null}
        </div>
      </div>
    </Card>
  );
}
