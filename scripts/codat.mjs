// Owns the way into setting up Codat and checking it: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('codat.ts', { install: false });
