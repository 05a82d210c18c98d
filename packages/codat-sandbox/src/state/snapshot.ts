// Snapshot of the whole state as one JSON value: taken, validated, applied whole or not at all.
import { z } from 'zod';
import { companySchema, profileSchema } from './entities';
import { schedulerSchema } from './scheduler';
import type { World } from './world';

const VERSION = 2;

export const snapshotSchema = z.object({
  version: z.literal(VERSION),
  clockOffsetMs: z.number(),
  profile: profileSchema,
  allowedOrigins: z.array(z.string()),
  companies: z.array(companySchema),
  scheduler: schedulerSchema,
  /** State of the rooms, by name. */
  parts: z.record(z.string(), z.unknown()),
});

export type Snapshot = z.infer<typeof snapshotSchema>;

export function takeSnapshot(world: World): Snapshot {
  return {
    version: VERSION,
    clockOffsetMs: world.clock.offsetMs,
    profile: world.profile,
    allowedOrigins: world.allowedOrigins,
    companies: [...world.companies.values()],
    scheduler: world.scheduler.take(),
    parts: Object.fromEntries([...world.parts].map(([name, part]) => [name, part.take()])),
  };
}

/** End of the year 9999: a later time cannot be written as an ISO date. */
const FARTHEST_MS = 253_402_300_799_999;

function isWithinReach(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= FARTHEST_MS;
  return typeof value !== 'object' || value === null || Object.values(value).every(isWithinReach);
}

/**
 * Replaces everything there is. A part that the snapshot does not know starts empty.
 * @throws when a part's state does not fit or a moment is out of reach, before anything has changed
 */
export function applySnapshot(world: World, snapshot: Snapshot): void {
  if (!isWithinReach(snapshot)) throw new RangeError('A moment is out of reach.');
  const states = [...world.parts].flatMap(([name, part]) =>
    name in snapshot.parts ? [{ part, state: part.schema.parse(snapshot.parts[name]) }] : [],
  );
  world.reset();
  world.clock.setOffset(snapshot.clockOffsetMs);
  world.profile = snapshot.profile;
  world.allowedOrigins = snapshot.allowedOrigins;
  for (const company of snapshot.companies) world.companies.set(company.id, company);
  world.scheduler.apply(snapshot.scheduler);
  for (const { part, state } of states) part.apply(state);
  world.touch();
}
