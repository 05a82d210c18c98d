// Brand mark at the top: the bank's logo, or a drawn initial, and its name.

export interface Brand {
  name: string;
  logoUrl: string | null;
}

export function BrandMark({ name, logoUrl }: Brand) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      {logoUrl === null ? (
        <svg aria-hidden="true" viewBox="0 0 32 32" width="32" height="32" className="shrink-0">
          <rect width="32" height="32" rx="8" className="fill-brand" />
          <text x="16" y="22" textAnchor="middle" className="fill-on-brand font-semibold text-18">
            {name.trim().slice(0, 1).toUpperCase()}
          </text>
        </svg>
      ) : (
        // biome-ignore lint/performance/noImgElement: one small logo with a fixed box gains nothing from the image server.
        <img src={logoUrl} alt="" width={32} height={32} className="size-8 shrink-0 object-contain" />
      )}
      <span className="truncate font-semibold">{name}</span>
    </span>
  );
}
