// Route pattern of an address: metrics count by pattern, never by address.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const route = z.object({ page: z.string(), regex: z.string() });
const manifest = z.object({ staticRoutes: z.array(route), dynamicRoutes: z.array(route) });

export type PatternOf = (path: string) => string;

/**
 * @param pages Next's own list of its routes, in the order in which Next tries them; null where there are no pages
 * @param api addresses of the API that have no parameters
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

/** Null where nothing was built, or it is not as we know it. */
export async function readPages(
  file = '.next/routes-manifest.json',
): Promise<z.infer<typeof manifest> | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const read = manifest.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}
