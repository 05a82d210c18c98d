'use client';
// One platform that can be chosen: logo, full name, where it leads, what is already connected.
import { useFormStatus } from 'react-dom';
import { PlatformTile } from '@/components/ui/platform-tile';
import { Status } from '@/components/ui/status';

export interface PickerCard {
  key: string;
  name: string;
  logoUrl: string;
  note: string;
  opening: string;
  state: { id: 'Linked' | 'PendingAuth' | 'Deauthorized' | 'Unlinked'; text: string } | null;
}

const TONES = {
  Linked: 'positive',
  PendingAuth: 'caution',
  Deauthorized: 'caution',
  Unlinked: 'neutral',
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
      className="platform"
    >
      <PlatformTile
        name={card.name}
        logoUrl={card.logoUrl}
        note={opening ? card.opening : card.note}
        status={card.state ? <Status tone={TONES[card.state.id]}>{card.state.text}</Status> : undefined}
      />
    </button>
  );
}
