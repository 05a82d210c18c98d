// Owns the way into the development server from a clone where nothing is installed yet.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('dev.ts', { install: true });
