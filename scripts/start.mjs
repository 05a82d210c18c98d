// Entry point of `npm start`: it never installs anything.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('start.ts', { install: false });
