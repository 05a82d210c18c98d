// Owns the way into a worker of its own: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('worker.ts', { install: false });
