// Owns the way into the benches: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('bench.ts', { install: false });
