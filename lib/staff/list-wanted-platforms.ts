// Read model of missing platforms for staff: counts per platform, never names of customers.
import { countWantedPlatforms } from '@/db/queries/platform-requests';
import type { SourceType } from '../domain/connection/connection';
import type { StaffCtx } from './context';

export interface WantedPlatform {
  sourceType: SourceType;
  /** One of the spellings that customers gave it. */
  name: string;
  businesses: number;
  lastAt: Date | null;
}

/** What most businesses miss is what to ask Codat for first. */
const SHOWN = 10;

export async function listWantedPlatforms({ db }: Pick<StaffCtx, 'db'>): Promise<WantedPlatform[]> {
  const rows = await countWantedPlatforms(db, SHOWN);
  return rows.map(({ sourceType, name, businesses, lastAt }) => ({
    sourceType,
    name: name ?? '',
    businesses,
    lastAt,
  }));
}
