// Store of uploaded files: in memory, bounded, empty after a restart.
import { z } from 'zod';
import type { Company, Connection } from '../state/entities';
import { findCompany, type World } from '../state/world';

export interface StoredFile {
  companyId: string;
  connectionId: string;
  name: string;
  uploadedAt: number;
  bytes: Uint8Array;
}

/** The oldest files of all companies together make room for new ones. */
const KEPT_BYTES = 256 * 1024 * 1024;

const stores = new WeakMap<World, StoredFile[]>();

function storeOf(world: World): StoredFile[] {
  const files = stores.get(world) ?? [];
  stores.set(world, files);
  return files;
}

/** Bytes stay out of the state file; as a state part they are removed with their company and at a reset. */
export function keepFiles(world: World): void {
  const forget = (companyId: string | undefined) => {
    const kept = storeOf(world).filter((file) => companyId !== undefined && file.companyId !== companyId);
    stores.set(world, kept);
  };
  world.keep('files', {
    schema: z.object({}),
    take: () => ({}),
    apply: () => forget(undefined),
    clear: () => forget(undefined),
    forget,
  });
}

export function addFile(
  world: World,
  company: Company,
  connection: Connection,
  file: { name: string; bytes: Uint8Array },
): StoredFile {
  const stored = {
    ...file,
    companyId: company.id,
    connectionId: connection.id,
    uploadedAt: world.clock.now(),
  };
  const files = storeOf(world);
  files.push(stored);
  let total = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  while (total > KEPT_BYTES) total -= files.shift()?.bytes.byteLength ?? total;
  return stored;
}

/** Oldest first. A deleted company or connection has none. */
export function filesOf(world: World, companyId: string): StoredFile[] {
  const connections = findCompany(world, companyId)?.connections ?? [];
  return storeOf(world).filter(
    (file) => file.companyId === companyId && connections.some(({ id }) => id === file.connectionId),
  );
}
