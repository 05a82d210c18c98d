// Build of the package: one file without a dependency, and its declarations.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));
rmSync(at('dist'), { recursive: true, force: true });
await build({
  entryPoints: [at('src/client.ts')],
  outfile: at('dist/client.js'),
  bundle: true,
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  tsconfigRaw: {},
  logLevel: 'warning',
});
const compiler = path.dirname(createRequire(import.meta.url).resolve('typescript-native/package.json'));
execFileSync(process.execPath, [path.join(compiler, 'bin/tsc'), '-p', at('tsconfig.json')], {
  stdio: 'inherit',
});
