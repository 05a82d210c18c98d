// Logo of a platform in a fixed box, or its initial; always on white, which logos are drawn for, with a margin so that their own corners do not show.

interface Props {
  name: string;
  logoUrl: string | null;
  size?: 'tile' | 'row';
}

const BOXES = { tile: 'size-11 p-1.5', row: 'size-8 p-1' } as const;

/** Renders only spans: it may stand inside a button. The name stands beside it. */
export function PlatformLogo({ name, logoUrl, size = 'tile' }: Props) {
  return (
    <span
      className={`${BOXES[size]} grid shrink-0 place-items-center overflow-hidden rounded-control border border-line bg-[#ffffff]`}
    >
      {logoUrl === null ? (
        <span
          aria-hidden="true"
          className={`font-semibold text-[#505a66] ${size === 'tile' ? 'text-18' : 'text-14'}`}
        >
          {[...name][0]}
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
  );
}
