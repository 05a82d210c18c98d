// Least privilege: the name of the role that the app runs as, and the tables where it may only add rows.
import { getTableName } from 'drizzle-orm';
import { checkpoints, consentEvents, notices, productVersions, receipts } from './schema/consent';
import { personKeys, staffViews } from './schema/people';

/** A role of the whole server, shared by its databases; nobody signs in as it. */
export const APP_ROLE = 'accord_app';

/** What is written there stays: the role has neither UPDATE nor DELETE nor TRUNCATE, and triggers refuse the owner too. */
export const LEDGER_TABLES: readonly string[] = [consentEvents, notices, productVersions, receipts].map(
  (table) => getTableName(table),
);

/** Where the role may only add too: its password must erase neither people, nor what staff looked at, nor what was vouched for. The owner can. */
export const KEY_TABLES: readonly string[] = [personKeys, staffViews, checkpoints].map((table) =>
  getTableName(table),
);
