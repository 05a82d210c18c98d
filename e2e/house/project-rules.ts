// Owns the rules about the project as a whole: versions, file sizes, documents.

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

/** Versions with holes that are known, wherever in the tree they are installed. */
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

/** @param sizes lines per file */
export function oversized(sizes: readonly number[]): string[] {
  const sorted = [...sizes].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  return [
    ...(at(0.5) > 60 ? [`the median is ${at(0.5)} lines, over 60`] : []),
    ...(at(0.9) > 180 ? [`nine of ten should be within 180 lines, not ${at(0.9)}`] : []),
  ];
}

/** Paths in backticks that lead nowhere: `lib/runtime/env.ts`, `db/queries`, `app/`. Patterns and commands are not paths. */
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
