// Portrait of a persona: initials, since personas have no photographs.

export function Portrait({ name }: { name: string }) {
  const initials = name
    .split(' ')
    .map((part) => part.slice(0, 1))
    .join('');
  return (
    <span
      aria-hidden="true"
      className="grid size-11 shrink-0 place-items-center rounded-full bg-brand-soft font-semibold text-brand-ink"
    >
      {initials}
    </span>
  );
}
