// Owns the way into the demo from a clone where nothing is installed yet.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('demo.ts', { install: true });
