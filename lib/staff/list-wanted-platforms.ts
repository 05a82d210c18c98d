// Read model of missing platforms for staff: counts per platform, never names of customers.
import { countWantedPlatforms } from '@/db/queries/platform-requests';
import type { SourceType } from '../domain/connection/connection';
import type { StaffCtx } from './context';

export interface WantedPlatform {
  sourceType: SourceType;
  /** One of the spellings that customers used. */
  name: string;
  businesses: number;
  lastAt: Date | null;
}

/** The platforms that most businesses lack: the first to request from Codat. */
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
