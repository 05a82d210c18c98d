// Benchmark of a sandbox with 1,000 companies and 3,000 connections, as a ratio to each limit. Limit: 1.
import { measureScale } from '../packages/codat-sandbox/test/scale';

const figures = await measureScale({ calls: 60, seconds: 6 });
for (const { name, value, limit, unit } of figures) {
  const ratio = (value / limit).toFixed(3);
  console.log(`${name.padEnd(28)} ${value.toFixed(1).padStart(7)} ${unit}  limit ${limit}  ratio ${ratio}`);
}
const worst = Math.max(...figures.map(({ value, limit }) => value / limit));
console.log(`worst ratio ${worst.toFixed(3)}, limit 1`);
process.exit(worst <= 1 ? 0 : 1);
