// Scheduler of reads: each linked connection is read as often as the company's sync settings say, on the sandbox clock.
import type { Company, Connection } from '../state/entities';
import { findCompany, findConnection, type World } from '../state/world';
import { runningSync } from './pull-operations';
import { beginSync } from './reading';
import { schedulesOf, settingsId } from './sync-settings';

const HOUR_MS = 3_600_000;
/** A long jump of the clock makes a few reads on the way, denser towards its end, instead of thousands. */
const SHARE_OF_JUMP = 4;

export function planReads(world: World, company: Company, connection: Connection): void {
  const [settings, since] = [settingsId(world, company.id), connection.authorisedAt];
  if (settings === undefined || since === undefined || connection.status !== 'Linked') return;
  const now = world.clock.now();
  for (const hours of schedulesOf(world, company.id).keys()) {
    const ids = { companyId: company.id, connectionId: connection.id };
    world.scheduler.schedule(now + hours * HOUR_MS, {
      kind: 'scheduled-read',
      ...ids,
      hours,
      since,
      settings,
    });
  }
}

/** Settings count from when they are made. */
export function planAllReads(world: World, company: Company): void {
  for (const connection of company.connections) planReads(world, company, connection);
}

export function followSchedules(world: World): void {
  world.scheduler.on('scheduled-read', (task, at) => {
    const company = findCompany(world, task.companyId);
    const connection = company && findConnection(company, task.connectionId);
    if (!company || connection?.status !== 'Linked' || connection.authorisedAt !== task.since) return;
    if (settingsId(world, company.id) !== task.settings) return;
    const types = schedulesOf(world, company.id).get(task.hours) ?? [];
    const free = types.filter((type) => runningSync(connection, type, at) === undefined);
    beginSync(world, company, connection, { cause: 'schedule', types: free, startedAt: at });
    const every = task.hours * HOUR_MS;
    const skipped = Math.floor((world.clock.now() - at) / every / SHARE_OF_JUMP);
    world.scheduler.schedule(at + every * Math.max(1, skipped), task);
  });
}
