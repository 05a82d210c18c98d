'use client';
// Client leaf: the button of one platform, with its logo, full name, destination and what is connected already.
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
  /** The branded button that the platform's maker requires. */
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
      // aria-disabled instead of disabled: the focus stays on the button, and a second click is still ignored.
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
