// Owns a span of time as SQL has it.
import { type SQL, sql } from 'drizzle-orm';

/** @param count of milliseconds; parts of one are rounded */
export const ms = (count: number): SQL => sql`${Math.round(count)} * interval '1 ms'`;
