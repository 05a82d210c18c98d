// Entry of renaming and erasing a business: what is installed is what is used.
import { runTypeScript } from './prepared.mjs';

await runTypeScript('business.ts', { install: false });
