// Wire schema of shared values: ids, times, pages.
import { z } from 'zod';

export const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const ticks = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
export const seconds = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
export const sourceType = z.enum(['Accounting', 'Banking', 'BankFeed', 'Commerce', 'Other']);

const link = z.strictObject({ href: z.string().startsWith('/') });

export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({
    results: z.array(item),
    pageNumber: z.number().int().min(1),
    pageSize: z.number().int().min(1).max(5000),
    totalResults: z.number().int().min(0),
    _links: z.strictObject({
      self: link,
      current: link,
      next: link.optional(),
      previous: link.optional(),
    }),
  });
}
