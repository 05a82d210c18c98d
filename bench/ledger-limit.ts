// Owns the limit that the audit of the ledger is held against: only reading the same events, only parsing and hashing them.
import { createHash } from 'node:crypto';
import postgres from 'postgres';

export interface Limit {
  /** Events per second of one connection that only receives them. */
  read: number;
  /** Events per second of one process that only parses and hashes what it has in memory. */
  hash: number;
}

const SAMPLE = 20_000;

export async function measureLimit(url: string): Promise<Limit> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const texts: string[] = [];
    await sql`select body::text as text from consent_events limit ${SAMPLE}`;
    const from = performance.now();
    await sql<{ text: string }[]>`select body::text as text from consent_events limit ${SAMPLE}`.forEach(
      ({ text }) => {
        texts.push(text);
      },
    );
    const received = performance.now();
    for (const text of texts) {
      JSON.parse(text);
      createHash('sha256').update(text).digest('hex');
    }
    const hashed = performance.now();
    return {
      read: (texts.length / (received - from)) * 1000,
      hash: (texts.length / (hashed - received)) * 1000,
    };
  } finally {
    await sql.end({ timeout: 5 });
  }
}
