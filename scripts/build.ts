// Cached production build: made once for a given content of the sources, and again when any of them changes.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SetupProblem } from '../db/embedded/problem';
import { type Child, lastLines, startChild } from './children';

const SOURCES = [
  ...['app', 'components', 'lib', 'db', 'messages', 'public', 'patches'],
  ...['proxy.ts', 'instrumentation.ts', 'next.config.mjs', 'postcss.config.mjs', 'tailwind.config.ts'],
  ...['tsconfig.json', 'package-lock.json'],
];
const STAMP = '.next/accord-build';

async function filesBelow(entry: string): Promise<string[]> {
  const info = await stat(entry).catch(() => null);
  if (info === null) return [];
  if (info.isFile()) return [entry];
  const names = await readdir(entry);
  return (await Promise.all(names.map((name) => filesBelow(path.join(entry, name))))).flat();
}

/** Hash of everything that the build reads; tests are left out. */
export async function contentKey(root = '.'): Promise<string> {
  const files = (await Promise.all(SOURCES.map((entry) => filesBelow(path.join(root, entry))))).flat();
  const hash = createHash('sha256').update(process.version);
  for (const file of files.filter((name) => !/\.test\.tsx?$/.test(name)).sort()) {
    hash.update(`\0${path.relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}

export interface BuildOptions {
  logDir: string;
  say?: (sentence: string) => void;
  onChild?: (child: Child) => Promise<void> | void;
}

export async function ensureBuild({ logDir, say, onChild }: BuildOptions): Promise<void> {
  const key = await contentKey();
  const made = await readFile(STAMP, 'utf8').catch(() => '');
  if (made === key && existsSync('.next/BUILD_ID')) return;
  if (!existsSync('node_modules/next/dist/bin/next')) {
    throw new SetupProblem('The build tool (next) is not installed; remove node_modules and start again.');
  }
  say?.('Building, once for this version of the sources…');
  await rm(STAMP, { force: true });
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
  const child = startChild('build', ['node_modules/next/dist/bin/next', 'build'], env, logDir);
  await onChild?.(child);
  if ((await child.ended) !== 0) {
    throw new SetupProblem(
      `${lastLines(child.logFile, 20)}\nThe build failed; see the lines above and ${child.logFile}.`,
    );
  }
  await writeFile(STAMP, key);
}
