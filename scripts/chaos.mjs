// Entry point of `npm run test:chaos`.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('chaos.ts', { install: true });
