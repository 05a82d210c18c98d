// Entry of the worker thread that renders receipts: `--import tsx` does not apply to threads.
import { register } from 'tsx/esm/api';

register();
await import('./render-worker.ts');
