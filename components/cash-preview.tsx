// Example chart: monthly cash and an alert, rendered by the server and labelled as an example.

const HEIGHT = 132;
const BAR = 32;
const GAP = 16;
/** Thousands at the end of each month. */
const CASH = [9.2, 11.4, 8.1, 12.6, 15.3, 18.4];
const TOP = 20;

interface Props {
  title: string;
  exampleText: string;
  amount: string;
  change: string;
  description: string;
  /** Short names, one per bar. */
  months: readonly string[];
  alert: { title: string; text: string };
}

export function CashPreview({ title, exampleText, amount, change, description, months, alert }: Props) {
  const width = CASH.length * (BAR + GAP) - GAP;
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-card border border-line bg-surface p-5 shadow-soft sm:p-6">
      <figcaption className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <span className="grid gap-1">
          <span className="text-14 text-ink-soft">{title}</span>
          <span className="tabular font-semibold text-28">{amount}</span>
          <span className="text-14 text-positive">{change}</span>
        </span>
        <span className="rounded-full border border-line px-2.5 py-0.5 text-14 text-ink-soft">
          {exampleText}
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={description}
        viewBox={`0 0 ${width} ${HEIGHT + 24}`}
        className="h-auto w-full"
      >
        {[0, 0.5, 1].map((part) => (
          <line
            key={part}
            x1="0"
            x2={width}
            y1={HEIGHT * part + 0.5}
            y2={HEIGHT * part + 0.5}
            className="stroke-line"
            strokeDasharray={part === 1 ? undefined : '2 4'}
          />
        ))}
        {CASH.map((value, index) => {
          const height = Math.round((value / TOP) * HEIGHT);
          const x = index * (BAR + GAP);
          const isLast = index === CASH.length - 1;
          return (
            <g key={months[index] ?? value}>
              <rect
                x={x}
                y={HEIGHT - height}
                width={BAR}
                height={height}
                rx="4"
                className={isLast ? 'fill-brand-ink' : 'fill-brand-ink opacity-30'}
              />
              <text
                x={x + BAR / 2}
                y={HEIGHT + 18}
                textAnchor="middle"
                fontSize="12"
                className="fill-ink-soft"
              >
                {months[index]}
              </text>
            </g>
          );
        })}
      </svg>
      <div className="grid gap-0.5 rounded-control border border-line bg-canvas px-4 py-3">
        <p className="font-medium text-14">{alert.title}</p>
        <p className="tabular text-14 text-ink-soft">{alert.text}</p>
      </div>
    </figure>
  );
}
