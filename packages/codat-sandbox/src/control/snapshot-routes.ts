// Control API of snapshots: the whole state out and in, as JSON.
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { findIntegration } from '../catalogue/catalogue';
import { notValid } from '../http/errors';
import { type Env, json, parseJson } from '../http/http';
import { applySnapshot, snapshotSchema, takeSnapshot } from '../state/snapshot';
import type { World } from '../state/world';

/** Some tens of thousands of companies; bounds memory. */
const SNAPSHOT_LIMIT = 100 * 1024 * 1024;

/** Checked as a whole before anything is replaced. @throws ApiError when it is no snapshot of this sandbox */
export function loadSnapshot(world: World, text: string): void {
  const parsed = snapshotSchema.safeParse(parseJson(text));
  if (!parsed.success) throw notValid('snapshot', 'This is no snapshot of this version of the sandbox.');
  for (const { platformKey } of parsed.data.companies.flatMap((company) => company.connections)) {
    if (!findIntegration(platformKey)) throw notValid('platformKey', `There is no platform ${platformKey}.`);
  }
  try {
    applySnapshot(world, parsed.data);
  } catch {
    throw notValid('parts', 'A part of the snapshot does not fit.');
  }
  // Tasks of the snapshot may be due already.
  world.scheduler.runDue();
}

export const tooLarge = bodyLimit({
  maxSize: SNAPSHOT_LIMIT,
  onError: () => {
    throw notValid('snapshot', 'The snapshot is too large.');
  },
});

export function mountSnapshot(app: Hono<Env>, world: World, root: string): void {
  app.get(`${root}/snapshot`, () => json(takeSnapshot(world)));
  app.put(`${root}/snapshot`, tooLarge, async (c) => {
    loadSnapshot(world, await c.req.text());
    return c.body(null, 204);
  });
}
