// Report of a bench: one line per figure with its limit. A figure that is no number, or a run without figures, fails in every form.
// `--short` asks the same of little data within seconds: limits are printed and not held, since so few samples prove nothing.

export const isShort = process.argv.includes('--short');

type Limit = { atMost: number } | { atLeast: number };

let told = 0;
let missed = 0;

function tell(name: string, value: number, limit: Limit, unit: string): void {
  const [word, bound] = 'atMost' in limit ? ['at most', limit.atMost] : ['at least', limit.atLeast];
  const isMet = 'atMost' in limit ? value <= bound : value >= bound;
  told += 1;
  if (!isMet) missed += 1;
  console.log(
    `${name.padEnd(58)} ${value.toFixed(3).padStart(10)}${unit}  ${word} ${bound}${unit}${isMet ? '' : '  MISSED'}`,
  );
}

/** @throws Error for zero, infinity and no number: then something else was measured than the name says */
export function figure(name: string, value: number, limit: Limit, unit = ''): void {
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} came out as ${value}.`);
  tell(name, value, limit, unit);
}

/** Of what may be none, such as faults, or memory that did not grow. @throws Error for infinity and no number */
export function count(name: string, value: number, limit: Limit, unit = ''): void {
  if (!Number.isFinite(value)) throw new Error(`${name} came out as ${value}.`);
  tell(name, value, limit, unit);
}

/** The middle one. @throws Error without samples */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new Error('There are no samples.');
  return middle;
}

/** The exit code of the bench: 1 where a limit was missed in the long form. @throws Error when nothing was measured */
export function outcome(): 0 | 1 {
  if (told === 0) throw new Error('Nothing was measured.');
  return missed > 0 && !isShort ? 1 : 0;
}
