// Search for businesses by staff: by a whole id, else by the prefix of the name.
import {
  type BusinessRow,
  countLiveConsents,
  findBusinessByExternalId,
  findBusinessById,
  listBusinessesByName,
} from '@/db/queries/business-search';
import { isUuid } from '../domain/text/uuid';
import type { StaffCtx } from './context';

export interface FoundBusiness extends BusinessRow {
  /** Agreements in force or paused. */
  inForce: number;
}

export interface FoundBusinesses {
  businesses: FoundBusiness[];
  /** The start of the next page; null on the last one. */
  nextAfter: string | null;
}

export const BUSINESSES_PER_PAGE = 50;
/** No name is longer. */
const MAX_TEXT = 120;

/**
 * @param text typed by staff, or from an address
 * @param after Accord's id of the last business on the previous page; any other value gives the first page
 * @param issuer the sign-in service whose ids of businesses staff use; null when there is none
 */
export async function findBusinesses(
  { db }: Pick<StaffCtx, 'db'>,
  search: { text: string; after: string | null; issuer: string | null },
): Promise<FoundBusinesses> {
  // Postgres rejects some control characters, and no name contains any.
  const text = search.text
    .replace(/\p{Cc}/gu, '')
    .normalize('NFC')
    .trim()
    .slice(0, MAX_TEXT);
  const exact = await findExact(db, text, search.issuer);
  const after = search.after !== null && isUuid(search.after) ? search.after : null;
  const rows = exact ?? (await listBusinessesByName(db, text, after, BUSINESSES_PER_PAGE + 1));
  const page = rows.slice(0, BUSINESSES_PER_PAGE);
  const inForce = await countLiveConsents(
    db,
    page.map(({ id }) => id),
  );
  return {
    businesses: page.map((row) => ({ ...row, inForce: inForce.get(row.id) ?? 0 })),
    nextAfter: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Null when the text is not the id of any business. */
async function findExact(
  db: StaffCtx['db'],
  text: string,
  issuer: string | null,
): Promise<BusinessRow[] | null> {
  if (isUuid(text)) return findBusinessById(db, text);
  if (text === '' || issuer === null) return null;
  const rows = await findBusinessByExternalId(db, issuer, text);
  return rows.length === 0 ? null : rows;
}
