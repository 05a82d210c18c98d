// Entry point of `npm run test:processes`.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('test-processes.ts', { install: true });
