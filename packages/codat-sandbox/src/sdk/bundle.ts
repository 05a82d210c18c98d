// Bundles of the two browser modules, built by esbuild at their first request, once per process.
import { fileURLToPath } from 'node:url';

export type ModuleName = 'link' | 'connections';

const built = new Map<ModuleName, Promise<string>>();

async function build(name: ModuleName): Promise<string> {
  // Loaded on demand, so that the sandbox starts without it.
  const esbuild = await import('esbuild');
  const result = await esbuild.build({
    entryPoints: [fileURLToPath(new URL(`./browser/${name}.tsx`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Ignores the repository's tsconfig, which is for React.
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error(`The module ${name} came out empty.`);
  return file.text;
}

export function moduleText(name: ModuleName): Promise<string> {
  const known = built.get(name);
  if (known !== undefined) return known;
  const text = build(name);
  built.set(name, text);
  // A failed build is retried at the next request.
  text.catch(() => built.delete(name));
  return text;
}
