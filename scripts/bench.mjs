// Entry point of `npm run bench`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('bench.ts', { install: false });
