// Entry point of `npm run demo`: it installs the packages first in a fresh clone.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('demo.ts', { install: true });
