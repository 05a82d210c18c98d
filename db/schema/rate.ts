// Schema of rate limits. `rate-limiter-flexible` expects these columns in this order.
import { bigint, index, integer, pgTable, text } from 'drizzle-orm/pg-core';

export const rateLimits = pgTable(
  'rate_limits',
  {
    /** The limit's name and a hash of what it counts: neither address nor id can be read from it. */
    key: text('key').primaryKey(),
    points: integer('points').notNull().default(0),
    /** The end of the window, in milliseconds since 1970. */
    expire: bigint('expire', { mode: 'number' }),
  },
  (t) => [index('rate_limits_expire').on(t.expire)],
);
