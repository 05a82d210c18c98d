// Plan limits of the client: calls a day and companies. Always counted, enforced only when set.
import { z } from 'zod';
import { type ApiError, byStatus } from '../http/errors';
import type { World } from '../state/world';

const DAY_MS = 24 * 60 * 60 * 1000;
const CALLS_PER_COMPANY = 1000;

export const limitsSchema = z.strictObject({
  companies: z.number().int().min(0).optional(),
  dailyCalls: z.number().int().min(1).optional(),
});
export type LimitValues = z.infer<typeof limitsSchema>;

const stateSchema = z.object({
  values: limitsSchema,
  /** Whole days since the epoch, UTC. */
  day: z.number().int(),
  used: z.number().int(),
  /** Today's exhausted quota has been announced. */
  announced: z.boolean(),
});
type LimitState = z.infer<typeof stateSchema>;

export interface Quota {
  limit: number;
  remaining: number;
  /** Midnight UTC by the sandbox clock, when the quota starts afresh. */
  renewsAt: number;
  /** This call is one too many, and the limit is enforced. */
  isOver: boolean;
}

export interface Limits {
  readonly values: LimitValues;
  set(values: LimitValues): void;
  /** Counts one call. */
  count(): Quota;
  /** Whole seconds until a refused call may be repeated. Announces the exhausted quota once. */
  refuse(quota: Quota): number;
  companyRefusal(): ApiError | undefined;
}

function activeCompanies(world: World): number {
  let active = 0;
  for (const { connections } of world.companies.values()) {
    if (connections.some(({ status }) => status === 'Linked')) active += 1;
  }
  return active;
}

const fresh = (): LimitState => ({ values: {}, day: -1, used: 0, announced: false });

export function createLimits(world: World): Limits {
  let state = fresh();

  function turnDay(): void {
    const today = Math.floor(world.clock.now() / DAY_MS);
    if (today !== state.day) state = { ...state, day: today, used: 0 };
  }

  function quota(): Quota {
    turnDay();
    const { dailyCalls } = state.values;
    const limit = dailyCalls ?? CALLS_PER_COMPANY * (1 + activeCompanies(world));
    return {
      limit,
      remaining: Math.max(0, limit - state.used),
      renewsAt: (state.day + 1) * DAY_MS,
      isOver: dailyCalls !== undefined && state.used > dailyCalls,
    };
  }

  function announce({ limit, renewsAt }: Quota): void {
    if (state.announced) return;
    state.announced = true;
    world.scheduler.schedule(renewsAt, { kind: 'quota-renews' });
    const type = 'client.rateLimit.reached';
    world.emit({ kind: 'quota', type, dailyQuota: limit, quotaRemaining: 0, expiresAt: renewsAt });
  }

  world.scheduler.on('quota-renews', (_, at) => {
    // The limit was lifted meanwhile, so there is no reset to announce.
    if (!state.announced) return;
    state.announced = false;
    const { limit } = quota();
    const type = 'client.rateLimit.reset';
    world.emit({ kind: 'quota', type, dailyQuota: limit, quotaRemaining: limit, expiresAt: at + DAY_MS }, at);
  });

  world.keep('limits', {
    schema: stateSchema,
    take: () => state,
    apply: (kept) => {
      state = kept;
    },
    clear: () => {
      state = fresh();
    },
    // Calls count even when their company is forgotten.
    forget: () => undefined,
  });

  return {
    get values() {
      return state.values;
    },
    set(values) {
      turnDay();
      const stays = values.dailyCalls !== undefined && state.used >= values.dailyCalls;
      state = { ...state, values, announced: state.announced && stays };
      world.touch();
    },
    count() {
      turnDay();
      state.used += 1;
      return quota();
    },
    refuse(quota) {
      announce(quota);
      return Math.ceil((quota.renewsAt - world.clock.now()) / 1000);
    },
    companyRefusal() {
      const { companies } = state.values;
      return companies !== undefined && world.companies.size >= companies ? byStatus(402) : undefined;
    },
  };
}
