// Handlers of scheduled tasks: reads end, and access that must be renewed runs out.

import { findCompany, findConnection, type World } from '../state/world';
import { accessEndsAt, deauthorise } from './connection';
import { announceSync } from './reading';
import { followSchedules } from './schedule';

function find(world: World, { companyId, connectionId }: { companyId: string; connectionId: string }) {
  const company = findCompany(world, companyId);
  const connection = company && findConnection(company, connectionId);
  return connection && { company, connection };
}

export function handleTasks(world: World): void {
  followSchedules(world);
  world.scheduler.on('sync-ends', (task, at) => {
    const found = find(world, task);
    const sync = found?.connection.syncs.find(({ id }) => id === task.id);
    if (found && sync) announceSync(world, found.company, found.connection, sync, at);
  });
  world.scheduler.on('access-ends', (task, at) => {
    const found = find(world, task);
    if (found?.connection.status !== 'Linked' || found.connection.authorisedAt !== task.since) return;
    if (accessEndsAt(world, found.company, found.connection) === undefined) return;
    deauthorise(world, found.company, found.connection, at);
  });
}
