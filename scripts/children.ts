// Child processes of a run: each in its own process group with its output in a log, and all of them ended with the run.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Child {
  name: string;
  pid: number;
  logFile: string;
  /** Resolves with the exit code; null after a signal or when it could not start. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 5000;

/** Signals the whole group, since Next starts processes of its own. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    return false;
  }
}

export async function stopGroup(pid: number): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(25))
    if (!signalGroup(pid, 0)) return;
  signalGroup(pid, 'SIGKILL');
}

/** Starts Node with the given arguments. */
export function startChild(name: string, args: string[], env: NodeJS.ProcessEnv, logDir: string): Child {
  const logFile = path.join(logDir, `${name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, args, {
    env,
    // Ctrl-C reaches only this process, which then ends its children in order.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  const pid = child.pid ?? 0;
  return {
    name,
    pid,
    logFile,
    ended,
    stop: async () => {
      if (pid === 0) return;
      await stopGroup(pid);
      await ended;
    },
  };
}

export function lastLines(logFile: string, count: number): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-count).join('\n');
}
