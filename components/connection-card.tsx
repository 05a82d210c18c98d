// One connection: what it is, where it stands, what relies on it.
import type { ComponentProps } from 'react';
import type { ConnectionState } from '@/lib/domain/connection';
import { ContinueForm } from './continue-form';
import { Card } from './ui/card';
import { Facts } from './ui/facts';
import { Status } from './ui/status';

const TONES = {
  starting: 'neutral',
  PendingAuth: 'caution',
  Linked: 'positive',
  Deauthorized: 'caution',
  Unlinked: 'neutral',
} as const;

interface Props {
  name: string;
  organisation: string | null;
  state: Exclude<ConnectionState, 'deleted'>;
  stateText: string;
  explain: string;
  facts: { term: string; value: string }[];
  resume: Pick<ComponentProps<typeof ContinueForm>, 'action' | 'hidden' | 'words'> | null;
}

export function ConnectionCard({ name, organisation, state, stateText, explain, facts, resume }: Props) {
  return (
    <Card>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          <h2 className="font-semibold text-18">
            {organisation === null ? name : `${name} · ${organisation}`}
          </h2>
          <Status tone={TONES[state]}>{stateText}</Status>
        </div>
        <p className="text-ink-soft">{explain}</p>
        <Facts facts={facts} />
        {resume ? (
          <div>
            <ContinueForm {...resume} />
          </div>
        ) : null}
      </div>
    </Card>
  );
}
