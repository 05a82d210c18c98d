// Entry point of `npm run dev`: it installs the packages first in a fresh clone.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('dev.ts', { install: true });
