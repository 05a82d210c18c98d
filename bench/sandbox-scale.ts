// Benchmark of a sandbox with 1,000 companies and 3,000 connections, as a ratio to each limit. Limit: 1.
import { measureScale } from '../packages/codat-sandbox/test/scale';
import { figure, isShort, outcome } from './report';

const figures = await measureScale(isShort ? { calls: 5, seconds: 1 } : { calls: 60, seconds: 6 });
for (const { name, value, limit, unit } of figures) figure(name, value, { atMost: limit }, ` ${unit}`);
process.exit(outcome());
