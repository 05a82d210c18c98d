// Least privilege: the name of the role that the app runs as, and the tables where it may only add rows.
import { getTableName } from 'drizzle-orm';
import { checkpoints, consentEvents, notices, productVersions, receipts } from './schema/consent';
import { personKeys, staffViews } from './schema/people';

/** A role of the whole server, shared by its databases. It has no login. */
export const APP_ROLE = 'accord_app';

/**
 * Append-only tables: the role has neither UPDATE nor DELETE nor TRUNCATE on them, and triggers refuse the owner too.
 */
export const LEDGER_TABLES: readonly string[] = [consentEvents, notices, productVersions, receipts].map(
  (table) => getTableName(table),
);

/** Tables where the role may only add: its password cannot delete keys, staff views or checkpoints. The owner can. */
export const KEY_TABLES: readonly string[] = [personKeys, staffViews, checkpoints].map((table) =>
  getTableName(table),
);
