// SQL helper: a number of milliseconds as an interval.
import { type SQL, sql } from 'drizzle-orm';

/** @param count of milliseconds; parts of one are rounded */
export const ms = (count: number): SQL => sql`${Math.round(count)} * interval '1 ms'`;
