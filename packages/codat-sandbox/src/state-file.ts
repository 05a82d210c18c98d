// State file: read at start, written shortly after a change and at the end.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { type SigningKey, signingKeySchema } from './oidc/keys';
import { applySnapshot, snapshotSchema, takeSnapshot } from './state/snapshot';
import type { World } from './state/world';

const SETTLE_MS = 250;
/** Longest time to serialise one piece: no call is answered meanwhile. */
const PIECE_MS = 10;
/** Highest share of time spent on serialising, however large the state. */
const WRITING_SHARE = 0.04;

// With the signing key, sessions survive a restart.
const stateSchema = snapshotSchema.extend({ signingKey: signingKeySchema });

export type State = z.infer<typeof stateSchema>;

/** Refusal to start, in one readable sentence. */
export class StartError extends Error {}

function unreadable(file: string): StartError {
  return new StartError(
    `The state file ${file} cannot be read as sandbox state; move it away or delete it, then start again.`,
  );
}

/** Undefined when there is no file yet; a foreign file is never overwritten. */
export function readState(file: string): State | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw unreadable(file);
  }
}

export function applyState(world: World, state: State, file: string): void {
  try {
    applySnapshot(world, state);
  } catch {
    throw unreadable(file);
  }
}

export interface Keeper {
  /** Writes what is not yet written. */
  close(): Promise<void>;
}

export function keepState(world: World, signingKey: SigningKey, file: string): Keeper {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let settleMs = SETTLE_MS;

  /**
   * A large state is written in pieces, and calls are answered in between. The file may then mix a few moments, until the
   * next write. State that refers to companies comes last.
   */
  function* pieces(): Generator<string> {
    let text = '{"companies":[';
    let [began, busyMs, comma] = [performance.now(), 0, ''];
    for (const company of world.companies.values()) {
      text += comma + JSON.stringify(company);
      comma = ',';
      if (performance.now() - began < PIECE_MS) continue;
      busyMs += performance.now() - began;
      yield text;
      [text, began] = ['', performance.now()];
    }
    const { companies: _, ...rest } = takeSnapshot(world);
    text += `],${JSON.stringify({ ...rest, signingKey }).slice(1)}`;
    settleMs = Math.max(SETTLE_MS, (busyMs + performance.now() - began) / WRITING_SHARE);
    yield text;
  }

  async function write(): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    // Atomic replace: a crash during the write leaves the old file.
    await writeFile(`${file}.part`, pieces(), { mode: 0o600 });
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
    }, settleMs);
  });

  return {
    async close() {
      clearTimeout(timer);
      timer = undefined;
      await queue();
    },
  };
}
