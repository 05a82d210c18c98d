// Owns the way into production: the same, but it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('start.ts', { install: false });
