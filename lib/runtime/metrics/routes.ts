// Route pattern of an address: metrics count by pattern, never by address.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const route = z.object({ page: z.string(), regex: z.string() });
const manifest = z.object({ staticRoutes: z.array(route), dynamicRoutes: z.array(route) });

export type PatternOf = (path: string) => string;

/**
 * @param pages Next's own list of routes, in the order in which Next tries them; null without pages
 * @param api addresses of the API without parameters
 */
export function createPatterns(pages: z.infer<typeof manifest> | null, api: readonly string[]): PatternOf {
  const exact = new Set([...api, ...(pages?.staticRoutes ?? []).map(({ page }) => page)]);
  const patterns = (pages?.dynamicRoutes ?? []).map(({ page, regex }) => ({
    page,
    regex: new RegExp(regex),
  }));
  return (path) => {
    if (path.startsWith('/_next/')) return '/_next';
    const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
    if (exact.has(plain)) return plain;
    return patterns.find(({ regex }) => regex.test(path))?.page ?? 'other';
  };
}

/** Null without a build, or if its manifest has an unknown form. */
export async function readPages(
  file = '.next/routes-manifest.json',
): Promise<z.infer<typeof manifest> | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const read = manifest.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
