// Entry point of `npm test`: it installs the packages first in a fresh clone.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('test.ts', { install: true });
