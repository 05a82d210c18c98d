// Way into the worker thread that renders receipts: `--import tsx` reaches no threads.
import { register } from 'tsx/esm/api';

register();
await import('./render-worker.ts');
