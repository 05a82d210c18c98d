// House rules about the project as a whole: versions and documents.

export interface Lock {
  packages: Record<string, { version?: string }>;
}

const FLOORS = { next: '16.3.5', react: '19.2.6', 'react-dom': '19.2.6', 'next-auth': '4.24.15' };

function isBelowFloor(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((text) => text.split(/[.-]/).map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  // 16.3.5-canary comes before 16.3.5.
  return version.includes('-');
}

/** Versions with known vulnerabilities, wherever in the tree they are installed. */
export function versionsBelowFloor({ packages }: Lock): string[] {
  return Object.entries(FLOORS).flatMap(([name, floor]) => {
    const installed = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    if (installed.length === 0) return [`${name} is not in the lock file`];
    return installed
      .filter(([, { version = '0' }]) => isBelowFloor(version, floor))
      .map(([path, { version }]) => `${path} is ${version}, below ${floor}`);
  });
}

type Manifest = Record<string, unknown>;

export function inexactVersions(manifest: Manifest): string[] {
  return ['dependencies', 'devDependencies'].flatMap((group) =>
    Object.entries(manifest[group] ?? {})
      .filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
      .map(([name, version]) => `${name} is ${String(version)}`),
  );
}

/** Names in backticks that the code does not have: camelCase words, members of a context, and bare file names. */
export function missingNames(text: string, code: string, files: ReadonlySet<string>): string[] {
  const quotes = [...text.matchAll(/`([^`\n]+)`/g)].map(([, quoted = '']) => quoted);
  const words = quotes.flatMap((quoted) => quoted.match(/\b(?:ctx\.\w+|[a-z]+[A-Z]\w+)\b/g) ?? []);
  const names = quotes.filter((quoted) => /^[\w-][\w.-]*\.(tsx?|mjs|sql)$/.test(quoted));
  return [...words.filter((word) => !code.includes(word)), ...names.filter((name) => !files.has(name))];
}

/** Paths in backticks that do not exist: `lib/runtime/env.ts`, `db/queries`, `app/`. Patterns and commands are not paths. */
export function missingPaths(text: string, exists: (path: string) => boolean): string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, quoted = '']) => quoted)
    .filter((quoted) => /^\.?[\w-]+(\/[\w.()[\]-]+)*\/?$/.test(quoted))
    .filter(
      (quoted) =>
        /\.(tsx?|mjs|json|md|sql|css|ya?ml)$/.test(quoted) ||
        /^(app|components|lib|db|packages|e2e|messages|scripts|bench|docs|patches|public)\//.test(quoted),
    )
    .filter((quoted) => !exists(quoted));
}
