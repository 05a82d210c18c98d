// Owns the proof that a sandbox with 1,000 companies stays quick and small; bench/sandbox-scale.ts says by how much.
import { expect, it } from 'vitest';
import { emptyStart, measureScale } from './scale';

it('starts, lists and remembers within its limits', async () => {
  // Other tests run beside this one and slow every start alike; alone, the limit is one second.
  const slack = Math.max(1000, 5 * (await emptyStart()));
  const figures = await measureScale({ calls: 20, seconds: 0 });
  for (const { name, value, limit } of figures) {
    expect(value, name).toBeLessThan(name === 'start' ? slack : limit);
  }
  expect(figures).toHaveLength(5);
});
