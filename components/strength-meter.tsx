// How much of what our products can use is connected: words first, a bar second.

interface Props {
  title: string;
  label: string;
  value: number;
  of: number;
  advice: string;
}

export function StrengthMeter({ title, label, value, of, advice }: Props) {
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
      <p className="text-14 text-ink-soft">{advice}</p>
    </section>
  );
}
