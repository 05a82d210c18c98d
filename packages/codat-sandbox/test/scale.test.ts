// Scale test: a sandbox with 1,000 companies stays fast and small; bench/sandbox-scale.ts says by how much.
import { expect, it } from 'vitest';
import { emptyStart, measureScale } from './scale';

/** An empty start on a machine that has nothing else to do. */
const QUIET_START_MS = 200;

it('starts, lists and remembers within its limits', async () => {
  // Other tests run beside this one and slow everything alike: times are measured against the same runtime with nothing to run.
  const busy = Math.max(1, (await emptyStart()) / QUIET_START_MS);
  const figures = await measureScale({ calls: 20, seconds: 0 });
  for (const { name, value, limit, unit } of figures) {
    // Garbage is collected later on a busy machine; the bench holds the limit itself.
    expect(value, name).toBeLessThan(limit * (unit === 'ms' ? busy : 1.25));
  }
  expect(figures).toHaveLength(5);
});
