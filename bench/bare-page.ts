// Baseline: the smallest dynamic page of Next, built and served beside the measured app in the same run.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../e2e/free-port';

const NEXT = path.resolve('node_modules/next/dist/bin/next');
const START_SECONDS = 30;

const FILES = {
  'package.json': '{"private":true}',
  // Its own hook, since the bundler would otherwise use the app's.
  'instrumentation.js': 'export function register() {}',
  'app/layout.js':
    'export default function L({ children }) { return <html lang="en"><body>{children}</body></html>; }',
  'app/page.js':
    "export const dynamic = 'force-dynamic';\nexport default function P() { return <h1>Hello</h1>; }",
};

async function isServed(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => answer.status === 200 && (await answer.text()).includes('Hello'),
    () => false,
  );
}

async function build(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'app'), { recursive: true });
  const root = JSON.stringify(process.cwd());
  const files = { ...FILES, 'next.config.mjs': `export default { turbopack: { root: ${root} } };` };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  execFileSync('node', [NEXT, 'build'], { cwd: folder, env, stdio: 'ignore' });
}

/**
 * Builds it once for each version of Next, and serves the page on a free port.
 * @throws Error when it does not answer 200 with its text: a ratio to a broken page says nothing
 */
export async function startBarePage(): Promise<{ url: string; stop: () => Promise<void> }> {
  const { version } = createRequire(import.meta.url)('next/package.json') as { version: string };
  const folder = path.resolve('.data', `bare-page-${version}`);
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const };
  if (!existsSync(path.join(folder, '.next', 'BUILD_ID'))) await build(folder, env);
  const port = String(await freePort());
  const child = spawn('node', [NEXT, 'start', '-p', port, '-H', '127.0.0.1'], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}/`;
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let tries = 0; tries < START_SECONDS * 10; tries += 1) {
    if (await isServed(url)) return { url, stop };
    await sleep(100);
  }
  await stop();
  throw new Error('the bare page does not answer as it should');
}
