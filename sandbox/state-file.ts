// Owns the optional snapshot on disk: read at start, written soon after a change and at the end.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { companySchema, profileSchema } from './entities';
import { type SigningKey, signingKeySchema } from './oidc/keys';
import type { World } from './world';

const VERSION = 1;
const SETTLE_MS = 250;

const snapshotSchema = z.object({
  version: z.literal(VERSION),
  clockOffsetMs: z.number(),
  profile: profileSchema,
  allowedOrigins: z.array(z.string()),
  companies: z.array(companySchema),
  signingKey: signingKeySchema,
});

export type Snapshot = z.infer<typeof snapshotSchema>;

/** A refusal to start, in one sentence for a person. */
export class StartError extends Error {}

/** Undefined when there is no file yet; a file that is not ours is never overwritten. */
export function readSnapshot(file: string): Snapshot | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return snapshotSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(
      `The state file ${file} cannot be read as sandbox state; move it away or delete it, then start again.`,
    );
  }
}

export function applySnapshot(world: World, snapshot: Snapshot): void {
  world.clock.setOffset(snapshot.clockOffsetMs);
  world.profile = snapshot.profile;
  world.allowedOrigins = snapshot.allowedOrigins;
  for (const company of snapshot.companies) world.companies.set(company.id, company);
}

function takeSnapshot(world: World, signingKey: SigningKey): Snapshot {
  return {
    version: VERSION,
    clockOffsetMs: world.clock.offsetMs,
    profile: world.profile,
    allowedOrigins: world.allowedOrigins,
    companies: [...world.companies.values()],
    signingKey,
  };
}

export interface Keeper {
  /** Writes what is not yet written. */
  close(): Promise<void>;
}

export function keepState(world: World, signingKey: SigningKey, file: string): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const text = JSON.stringify(takeSnapshot(world, signingKey));
    await mkdir(dirname(file), { recursive: true });
    // Whole or not at all: a crash in the middle leaves the old file.
    await writeFile(`${file}.part`, text, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  function queue(): Promise<void> {
    writing = writing
      .then(write)
      .catch((error: unknown) =>
        console.error(`The state file ${file} could not be written: ${String(error)}`),
      );
    return writing;
  }

  world.onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void queue();
    }, SETTLE_MS);
  });

  return {
    async close() {
      clearTimeout(timer);
      timer = undefined;
      await queue();
    },
  };
}
