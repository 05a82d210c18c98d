// Owns the way into a chaos run.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('chaos.ts', { install: true });
