// Short form of an id or a hash in a table; the whole value is there under the pointer and when it is copied.

export function ShortId({ value }: { value: string }) {
  return (
    <code title={value} className="whitespace-nowrap font-mono text-14">
      {value.slice(0, 8)}…
    </code>
  );
}

/** Whole value, breaking where it must. */
export function WholeId({ value }: { value: string }) {
  return <code className="break-all font-mono text-14">{value}</code>;
}
