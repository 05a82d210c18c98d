// Owns the way into the job commands: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('jobs.ts', { install: false });
