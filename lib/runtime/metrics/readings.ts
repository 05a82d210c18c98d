// Gauges read from the database at scrape time, cached for a short time.
import type { Db } from '@/db/client';
import {
  readConnectionGauge,
  readDeliveryGauges,
  readJobGauges,
  readWebhookGauge,
} from '@/db/queries/gauges';
import { pingDatabase } from '@/db/queries/health';
import type { Reading } from './meter';

/** Milliseconds. Several collectors share one reading. */
const FRESH_MS = 5_000;

const one = (name: string, help: string, value: number): Reading => ({
  name,
  help,
  values: [{ labels: {}, value }],
});

/** @param now business time */
export function createReadings(db: () => Db, now: () => Date, freshMs = FRESH_MS): () => Promise<Reading[]> {
  let last: { at: number; readings: Promise<Reading[]> } | undefined;
  return () => {
    if (last === undefined || performance.now() - last.at > freshMs) {
      last = { at: performance.now(), readings: readAll(db, now) };
    }
    return last.readings;
  };
}

/** Without the database there is a single metric: that it is down. */
async function readAll(db: () => Db, now: () => Date): Promise<Reading[]> {
  try {
    return [
      one('accord_database_up', 'Whether the database answers.', 1),
      ...(await readDatabase(db(), now())),
    ];
  } catch {
    return [one('accord_database_up', 'Whether the database answers.', 0)];
  }
}

async function readDatabase(db: Db, now: Date): Promise<Reading[]> {
  const asked = performance.now();
  await pingDatabase(db);
  const answered = (performance.now() - asked) / 1000;
  const [jobs, webhooks, deliveries, connections] = await Promise.all([
    readJobGauges(db, now),
    readWebhookGauge(db),
    readDeliveryGauges(db),
    readConnectionGauge(db),
  ]);
  return [
    one('accord_database_answer_seconds', 'The smallest question, with the wait for the pool.', answered),
    one('accord_database_connections', 'Connections of all processes to this database.', connections.used),
    one('accord_database_connections_most', 'Connections that the server allows.', connections.most),
    {
      name: 'accord_jobs',
      help: 'Owed work: waiting, planned for a later day, or given up.',
      values: jobs.map(({ kind, state, count }) => ({ labels: { kind, state }, value: count })),
    },
    {
      name: 'accord_jobs_oldest_seconds',
      help: 'How long the oldest of it has been owed.',
      values: jobs
        .filter(({ state }) => state !== 'planned')
        .map(({ kind, state, oldest }) => ({ labels: { kind, state }, value: oldest })),
    },
    one('accord_webhooks_waiting', 'Messages of Codat that are kept and not taken in.', webhooks.count),
    one('accord_webhooks_oldest_seconds', 'How long the oldest of them has waited.', webhooks.oldest),
    {
      name: 'accord_deliveries',
      help: 'What subscribers are owed: waiting, or given up.',
      values: deliveries.map(({ state, count }) => ({ labels: { state }, value: count })),
    },
    {
      name: 'accord_deliveries_oldest_seconds',
      help: 'How long the oldest of it has been owed.',
      values: deliveries.map(({ state, oldest }) => ({ labels: { state }, value: oldest })),
    },
  ];
}
