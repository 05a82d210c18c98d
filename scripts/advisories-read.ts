// Parser of `npm audit --json`: known advisories, none, or no answer at all, which is not the same as none.
import { z } from 'zod';

const answer = z.object({
  error: z.object({ summary: z.string().optional(), code: z.string().optional() }).optional(),
  message: z.string().optional(),
  vulnerabilities: z
    .record(z.string(), z.object({ name: z.string(), severity: z.string(), range: z.string() }))
    .optional(),
  metadata: z.object({ dependencies: z.object({ prod: z.number() }) }).optional(),
});

/** Exit code. 0: no advisory is known. 1: some are. 2: the registry did not answer. */
export interface Audit {
  code: 0 | 1 | 2;
  lines: string[];
}

const unknown = (why: string): Audit => ({
  code: 2,
  lines: [`Advisories could not be had: ${why}. Nothing is known.`],
});

export function readAudit(text: string): Audit {
  const read = answer.safeParse(jsonIn(text));
  if (!read.success) return unknown('npm said nothing that can be read');
  const { vulnerabilities, error, message, metadata } = read.data;
  if (vulnerabilities === undefined)
    return unknown(error?.summary || error?.code || message || 'the registry gave no answer');
  const found = Object.values(vulnerabilities);
  const count = metadata?.dependencies.prod ?? 0;
  if (found.length === 0)
    return { code: 0, lines: [`No advisory is known for the ${count} packages of production.`] };
  return {
    code: 1,
    lines: [
      `Advisories are known for ${found.length} of the ${count} packages of production:`,
      ...found.map(({ name, severity, range }) => `  ${name} ${range}: ${severity}`),
    ],
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
