// Entry point of `npm run check`: it installs the packages first in a fresh clone.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('check.ts', { install: true });
