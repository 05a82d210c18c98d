// Wire schema of financial values: days without a zone, money, report lines.
import { z } from 'zod';

/** Local to the business: no zone. */
export const localDate = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00$/);
/** When a read saw the record. */
export const seen = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/);
export const changed = { modifiedDate: seen, sourceModifiedDate: localDate };
export const currency = z.enum(['GBP', 'EUR', 'CAD', 'USD']);
/** No more than two decimals. */
export const money = z.number().refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6);
export const notNegative = money.refine((value) => value >= 0);
export const ref = z.strictObject({ id: z.string().min(1), name: z.string().min(1) });
export const metadata = z.strictObject({ isDeleted: z.literal(false) });
