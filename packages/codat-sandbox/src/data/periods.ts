// Report periods: a number of periods of a given length, from a month on or up to the newest.

export interface Period {
  fromMonth: number;
  toMonth: number;
}

export interface PeriodRequest {
  /** Months. */
  length: number;
  count: number;
  startMonth?: number;
}

/**
 * Oldest first. Without a start the last period ends with the newest month; with one the first begins there.
 * A period that would reach beyond what is known on the old side is left out; on the new side it is cut short.
 */
export function periodsOf(
  { length, count, startMonth }: PeriodRequest,
  known: { firstMonth: number; lastMonth: number },
): Period[] {
  const from = startMonth ?? known.lastMonth + 1 - length * count;
  return Array.from({ length: count }, (_, index) => {
    const fromMonth = from + index * length;
    return { fromMonth, toMonth: Math.min(fromMonth + length - 1, known.lastMonth) };
  }).filter(({ fromMonth }) => fromMonth >= known.firstMonth && fromMonth <= known.lastMonth);
}
