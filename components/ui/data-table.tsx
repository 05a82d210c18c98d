// Dense table: it scrolls on its own in a narrow window, also by keyboard, and never widens the page.
import type { ReactNode } from 'react';

interface Props {
  /** Name of the table, for screen readers. */
  label: string;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}

const CELL = 'px-3 py-2 text-left align-top first:pl-4 last:pr-4';

export function DataTable({ label, columns, rows }: Props) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling element must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-card border border-line bg-surface"
    >
      <table className="tabular w-full text-14">
        <thead>
          <tr className="border-line border-b text-ink-soft">
            {columns.map((column) => (
              <th key={column} scope="col" className={`${CELL} whitespace-nowrap font-medium`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) => (
                <td key={columns[index]} className={CELL}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
