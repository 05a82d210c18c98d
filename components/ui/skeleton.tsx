// Skeleton: keeps the place of content that is still loading, so that nothing jumps when it arrives.

interface Props {
  /** Lines of text that will stand here. */
  lines?: number;
  /** Read by screen readers while they wait. */
  label?: string;
}

const WIDTHS = ['w-2/5', 'w-full', 'w-11/12', 'w-4/5', 'w-full', 'w-3/5'];

export function Skeleton({ lines = 3, label }: Props) {
  return (
    <div role="status" className="grid gap-3">
      {label ? <span className="sr-only">{label}</span> : null}
      {Array.from({ length: lines }, (_, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move.
          key={index}
          aria-hidden="true"
          className={`block h-5 rounded-sm bg-line motion-safe:animate-pulse ${WIDTHS[index % WIDTHS.length]}`}
        />
      ))}
    </div>
  );
}
