// Build of the package: bundles for Node that need no other package, with the browser modules inside.
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import { moduleText } from './src/sdk/bundle';

const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const out = at('dist');

/** The bundler of the browser modules gives way to what it makes. */
const builtModules: Plugin = {
  name: 'built-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/bundle$/ }, () => ({ path: 'bundle', namespace: 'built' }));
    onLoad({ filter: /^bundle$/, namespace: 'built' }, async () => {
      const texts = { link: await moduleText('link'), connections: await moduleText('connections') };
      const contents = `const texts = ${JSON.stringify(texts)}; export const moduleText = async (name) => texts[name];`;
      return { contents, loader: 'js' };
    });
  },
};

/** Folders of the packages that went into the bundle. */
function packagesIn({ inputs }: Metafile): string[] {
  const folders = Object.keys(inputs).flatMap(
    (file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [],
  );
  return [...new Set(folders)].sort();
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

await rm(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: process.cwd(),
  entryPoints: ['main', 'server'].map((name) => at(`src/${name}.ts`)),
  outdir: out,
  bundle: true,
  splitting: true,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.9',
  plugins: [builtModules],
  // CommonJS packages ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  legalComments: 'none',
  tsconfigRaw: {},
  logLevel: 'warning',
});
const line = `\n${'-'.repeat(80)}\n\n`;
await writeFile(path.join(out, 'NOTICES.txt'), packagesIn(metafile).map(noticeOf).join(line));
// The public types import nothing, so that they are declarations as they stand.
const start = 'export declare function startSandbox(options?: SandboxOptions): Promise<Sandbox>;';
await writeFile(
  path.join(out, 'server.d.ts'),
  `${readFileSync(at('src/config/options.ts'), 'utf8')}\n${start}\n`,
);
await copyFile(at('../../docs/codat.md'), path.join(out, 'codat.md'));
