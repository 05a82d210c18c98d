// Kill target of the webhooks-out tests: a worker process that delivers to endpoints. Arguments: address of Postgres, key.
import { connectDatabase } from '../db/client';
import { createCodat } from '../lib/codat/client';
import { createJobRunner } from '../lib/jobs/definitions';
import { startWorker } from '../lib/jobs/worker';
import { createCircuitBreakers } from '../lib/webhooks-out/circuit-breakers';

const [url = '', key = ''] = process.argv.slice(2);
const logger = { info: () => {}, warn: () => {}, error: () => {} };
const database = connectDatabase(url);
const runJob = createJobRunner({
  db: database.db,
  codat: createCodat({ apiKey: 'none', baseUrl: 'http://127.0.0.1:1', logger }),
  now: () => new Date(),
  outbound: () => ({
    db: database.db,
    breakers: createCircuitBreakers(),
    seal: { keys: [Buffer.from(key, 'base64')] },
    post: { privateHosts: ['127.0.0.1'] },
    logger,
  }),
});
await startWorker({ database, runJob, now: () => new Date(), logger, leaseMs: 900 });
