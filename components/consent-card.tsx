// Card of one agreement in a list: its product, status, terms, beginning and end.
import type { ReactNode } from 'react';
import type { ShownAgreement } from '@/lib/domain/access/access-now';
import { ButtonLink } from './ui/button';
import { Card } from './ui/card';
import { Facts } from './ui/facts';
import { Status, type StatusTone } from './ui/status';

export const STANDING_TONES: Record<ShownAgreement | 'replaced', StatusTone> = {
  requested: 'neutral',
  deferred: 'neutral',
  refused: 'neutral',
  given: 'positive',
  renewed: 'positive',
  expiring: 'caution',
  paused: 'caution',
  expired: 'neutral',
  withdrawn: 'neutral',
  revoked: 'neutral',
  invalidated: 'caution',
  replaced: 'neutral',
  files: 'positive',
  lapsed: 'caution',
  lost: 'caution',
  check: 'caution',
  unconnected: 'caution',
};

interface Props {
  href: string;
  name: string;
  shown: ShownAgreement | 'replaced';
  standingText: string;
  facts: { term: string; value: ReactNode }[];
  details: string;
  /** Name of the agreement, for readers who hear the link alone. */
  detailsOf: string;
}

export function ConsentCard({ href, name, shown, standingText, facts, details, detailsOf }: Props) {
  return (
    <Card className="h-full">
      <div className="flex h-full flex-col gap-4">
        <div className="grid gap-1">
          <h3 className="font-semibold text-18">{name}</h3>
          <Status tone={STANDING_TONES[shown]}>{standingText}</Status>
        </div>
        <Facts facts={facts} />
        <div className="mt-auto">
          <ButtonLink href={href} variant="secondary">
            {details}
            <span className="sr-only">: {detailsOf}</span>
          </ButtonLink>
        </div>
      </div>
    </Card>
  );
}
