// List of consequences before a confirmation: short lists under plain headings; a heading without lines is left out.

interface Props {
  sections: readonly { title: string; lines: readonly string[] }[];
}

export function Consequences({ sections }: Props) {
  return (
    <div className="grid gap-6">
      {sections
        .filter(({ lines }) => lines.length > 0)
        .map(({ title, lines }) => (
          <section key={title} className="grid gap-2">
            <h2 className="font-semibold text-18">{title}</h2>
            <ul className="grid list-disc gap-1 pl-5">
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
