// Owns the way into all tests from a clone where nothing is installed yet.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('test.ts', { install: true });
