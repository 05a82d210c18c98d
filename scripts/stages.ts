// Check as a child process: quiet when it passes; when it fails, its whole output is printed.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Count {
  passed: number;
  failed: number;
}

export interface Stage {
  name: string;
  /** File below node_modules, run by Node. */
  program: string;
  args: string[];
  env?: Record<string, string | undefined>;
  /** Parser of the machine-readable report; without it the stage counts as one. */
  report?: {
    args: (file: string) => string[];
    env?: (file: string) => Record<string, string>;
    read: (text: string) => Count;
  };
}

async function run(stage: Stage, args: string[], env: Record<string, string | undefined>) {
  const child = spawn(process.execPath, [path.join('node_modules', stage.program), ...args], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  return { code, output };
}

function countOf(stage: Stage, file: string, code: number | null): Count {
  const failedAnyway = code === 0 ? 0 : 1;
  if (stage.report === undefined) return { passed: 1 - failedAnyway, failed: failedAnyway };
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { passed, failed } = stage.report.read(readFileSync(file, 'utf8'));
  // Something other than a test failed: a set-up, an unhandled rejection.
  return { passed, failed: Math.max(failed, failedAnyway) };
}

/** @param isStopped true once the run is being stopped: processes ended by that are not reported as failures */
export async function runStage(stage: Stage, isStopped: () => boolean): Promise<Count> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'accord-stage-'));
  const file = path.join(folder, 'report.json');
  const from = performance.now();
  try {
    const args = [...stage.args, ...(stage.report?.args(file) ?? [])];
    const { code, output } = await run(stage, args, { ...stage.env, ...stage.report?.env?.(file) });
    const count = countOf(stage, file, code);
    const seconds = ((performance.now() - from) / 1000).toFixed(1);
    const numbers = stage.report === undefined ? '' : `, ${count.passed} passed`;
    if (isStopped()) return count;
    if (count.failed === 0) console.log(`ok      ${stage.name}${numbers} (${seconds} s)`);
    else
      console.log(`${output.trim()}\nFAILED  ${stage.name}${numbers}, ${count.failed} failed (${seconds} s)`);
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
