'use client';
// One platform that can be chosen: logo, full name, where it leads, what is already connected.
import { useFormStatus } from 'react-dom';
import { PlatformTile } from '@/components/ui/platform-tile';
import { Status } from '@/components/ui/status';
import { OwnButton } from './own-button';

export interface PickerCard {
  key: string;
  name: string;
  logoUrl: string | null;
  note: string;
  opening: string;
  /** The maker of the platform asks for a button of its own. */
  connect: { label: string; images: { default: string; hover: string } | null } | null;
  state: { id: 'Linked' | 'PendingAuth' | 'Deauthorized' | 'Unlinked' | 'other'; text: string } | null;
}

const TONES = {
  Linked: 'positive',
  PendingAuth: 'caution',
  Deauthorized: 'caution',
  Unlinked: 'neutral',
  other: 'caution',
} as const;

export function PlatformButton({ card }: { card: PickerCard }) {
  const { pending, data } = useFormStatus();
  const opening = pending && data?.get('platform') === card.key;
  return (
    <button
      type="submit"
      name="platform"
      value={card.key}
      // aria-disabled instead of disabled: the focus stays where it is, and a second click is ignored all the same.
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
      className={card.connect === null ? 'platform' : 'platform group/own flex-wrap'}
    >
      <PlatformTile
        name={card.name}
        logoUrl={card.logoUrl}
        note={opening ? card.opening : card.note}
        status={card.state ? <Status tone={TONES[card.state.id]}>{card.state.text}</Status> : undefined}
      />
      {card.connect === null ? null : <OwnButton {...card.connect} />}
    </button>
  );
}
