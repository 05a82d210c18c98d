// Owns how a platform is shown inside a button or a row: logo in a fixed box, full name, one line below.
import type { ReactNode } from 'react';

interface Props {
  name: string;
  logoUrl: string | null;
  /** The line below the name. */
  note?: string | undefined;
  /** A `Status`, when something is connected or pending already. */
  status?: ReactNode;
}

/** Only spans: it may stand inside a button. */
export function PlatformTile({ name, logoUrl, note, status }: Props) {
  return (
    <span className="flex min-w-0 items-center gap-3.5 text-left">
      {/* Logos are drawn for white paper: the box stays white in the dark too. */}
      <span className="grid size-11 shrink-0 place-items-center overflow-hidden rounded-sm border border-line bg-[#ffffff]">
        {logoUrl === null ? (
          <span aria-hidden="true" className="font-semibold text-[#505a66] text-18">
            {name.slice(0, 1)}
          </span>
        ) : (
          // biome-ignore lint/performance/noImgElement: small logos with fixed sizes gain nothing from the image server.
          <img
            src={logoUrl}
            alt=""
            width={44}
            height={44}
            loading="lazy"
            decoding="async"
            className="size-full object-contain"
          />
        )}
      </span>
      <span className="grid min-w-0 gap-0.5">
        <span className="font-medium">{name}</span>
        {note ? <span className="text-14 text-ink-soft">{note}</span> : null}
        {status}
      </span>
    </span>
  );
}
