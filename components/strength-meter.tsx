// Meter of how many useful sources are connected: words first, a bar second, then the source that would help most next.

interface Props {
  title: string;
  label: string;
  value: number;
  of: number;
  advice: string;
  /** Where the next source is connected; null when there is none, or another part of the page links to it. */
  next: { href: string; label: string } | null;
}

export function StrengthMeter({ title, label, value, of, advice, next }: Props) {
  return (
    <section className="grid gap-2">
      <p className="font-medium">{title}</p>
      <meter className="sr-only" min={0} max={of} value={value} aria-label={label}>
        {title}
      </meter>
      <div aria-hidden className="flex gap-1">
        {Array.from({ length: of }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the segments are the positions.
          <span key={index} className={`h-2 flex-1 rounded-full ${index < value ? 'bg-brand' : 'bg-line'}`} />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-4">
        <p className="text-14 text-ink-soft">{advice}</p>
        {next === null ? null : (
          <a href={next.href} className="link inline-flex min-h-target items-center text-14">
            {next.label}
          </a>
        )}
      </div>
    </section>
  );
}
