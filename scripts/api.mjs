// Owns the way to an API that runs alone.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('api.ts', { install: false });
