// Owns the way into the journeys on several processes.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('test-processes.ts', { install: true });
