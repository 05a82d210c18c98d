// Platform inside a button or a row: logo in a fixed box, full name, one line below.
import type { ReactNode } from 'react';
import { PlatformLogo } from './platform-logo';

interface Props {
  name: string;
  logoUrl: string | null;
  /** Line below the name. */
  note?: string | undefined;
  /** A `Status`, when something is connected or pending already. */
  status?: ReactNode;
}

/** Renders only spans: it may stand inside a button. */
export function PlatformTile({ name, logoUrl, note, status }: Props) {
  return (
    <span className="flex min-w-0 items-center gap-3.5 text-left">
      <PlatformLogo name={name} logoUrl={logoUrl} />
      <span className="grid min-w-0 gap-0.5">
        <span className="font-medium">{name}</span>
        {note ? <span className="text-14 text-ink-soft">{note}</span> : null}
        {status}
      </span>
    </span>
  );
}
