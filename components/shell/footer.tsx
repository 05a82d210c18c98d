// Footer of every page: ways to reach a person, the carrier of the data, language.
import type { ReactNode } from 'react';

interface Props {
  support: { title: string; phone: string; email: string };
  poweredBy: { label: string; logoUrl: string | null };
  links: readonly { href: string; label: string }[];
  language: ReactNode;
}

export function Footer({ support, poweredBy, links, language }: Props) {
  return (
    <footer className="border-line border-t bg-surface">
      <div className="mx-auto flex max-w-[67rem] flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-6 text-14">
        <div className="flex flex-wrap items-center gap-x-5">
          <span className="text-ink-soft">{support.title}</span>
          <a
            href={`tel:${support.phone.replace(/[^+\d]/g, '')}`}
            className="link tabular inline-flex min-h-target items-center"
          >
            {support.phone}
          </a>
          <a
            href={`mailto:${support.email}`}
            className="link inline-flex min-h-target items-center break-all"
          >
            {support.email}
          </a>
        </div>
        <div className="flex flex-wrap items-center gap-x-5">
          {links.map(({ href, label }) => (
            <a key={href} href={href} className="link inline-flex min-h-target items-center">
              {label}
            </a>
          ))}
          <PoweredBy {...poweredBy} />
          {language}
        </div>
      </div>
    </footer>
  );
}

/** Codat's logo on a light ground, which it is drawn for. */
function PoweredBy({ label, logoUrl }: Props['poweredBy']) {
  if (logoUrl === null) return <span className="text-ink-soft">{label}</span>;
  return (
    <span className="inline-flex items-center rounded-control bg-white px-2 py-1">
      {/* biome-ignore lint/performance/noImgElement: one small picture with a fixed box gains nothing from the image server. */}
      <img src={logoUrl} alt={label} width={120} height={24} className="h-6 w-30 object-contain" />
    </span>
  );
}
