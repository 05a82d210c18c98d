// Owns the way into the checks that need no database from a clone where nothing is installed yet.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('check.ts', { install: true });
