// Entry of the care of people's keys: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('commands/person-keys.ts', { install: false });
