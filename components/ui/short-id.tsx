// Owns an id or a hash in a table: its beginning, and the whole of it for those who point at it or copy it.

export function ShortId({ value }: { value: string }) {
  return (
    <code title={value} className="whitespace-nowrap font-mono text-14">
      {value.slice(0, 8)}…
    </code>
  );
}

/** The whole of it, breaking where it must. */
export function WholeId({ value }: { value: string }) {
  return <code className="break-all font-mono text-14">{value}</code>;
}
