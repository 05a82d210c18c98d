'use client';
// Client leaf: the branded button that a platform's maker requires, with its hover state; words replace images that do not load.
import { useEffect, useRef, useState } from 'react';

interface Props {
  label: string;
  images: { default: string; hover: string } | null;
}

/** Renders only spans and images: it stands inside the button that is pressed, whose `group/own` it follows. */
export function OwnButton({ label, images }: Props) {
  const [isMissing, setMissing] = useState(images === null);
  const first = useRef<HTMLImageElement>(null);
  // The image may have failed before this script could listen for the error.
  useEffect(() => {
    const image = first.current;
    if (image?.complete && image.naturalWidth === 0) setMissing(true);
  }, []);
  if (isMissing || images === null) {
    return (
      <span className="mt-1 inline-flex min-h-target items-center rounded-control border border-line px-4 font-semibold text-brand-ink group-hover/own:border-brand-ink">
        {label}
      </span>
    );
  }
  return (
    <span className="mt-1 grid h-11">
      {/* biome-ignore lint/performance/noImgElement: the maker's image, from Codat's own address, unchanged. */}
      <img
        ref={first}
        src={images.default}
        alt={label}
        height={44}
        onError={() => setMissing(true)}
        className="col-start-1 row-start-1 h-11 w-auto max-w-full group-focus-visible/own:opacity-0 group-hover/own:opacity-0"
      />
      {/* biome-ignore lint/performance/noImgElement: as above. */}
      <img
        src={images.hover}
        alt=""
        height={44}
        onError={() => setMissing(true)}
        className="col-start-1 row-start-1 h-11 w-auto max-w-full opacity-0 group-focus-visible/own:opacity-100 group-hover/own:opacity-100"
      />
    </span>
  );
}
