// Sync settings of a company: which types are read, how far back, how often.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DATA_TYPES, type DataType } from '../catalogue/data-types';
import { isStrict } from '../profile/profile';
import type { World } from '../state/world';

export const syncSettingSchema = z.object({
  dataType: z.enum(DATA_TYPES),
  /** Also decides what "all data" means later on. */
  fetchOnFirstLink: z.boolean(),
  /** Hours between reads; 0 is never. */
  syncSchedule: z.number().int().min(0),
  syncOrder: z.number().int(),
  syncFromUtc: z.string().optional(),
  syncFromWindow: z.number().int().min(0).optional(),
  monthsToSync: z.number().int().min(0).optional(),
  isLocked: z.boolean().optional(),
});

export type SyncSetting = z.infer<typeof syncSettingSchema>;

/** The id identifies a version of the settings: tasks of an older one are dropped when due. */
const ownSchema = z.object({ id: z.string(), settings: z.array(syncSettingSchema) });
type Own = z.infer<typeof ownSchema>;
const shelfSchema = z.record(z.string(), ownSchema);

/** Only companies whose settings differ from the client's have an entry. */
const shelves = new WeakMap<World, Map<string, Own>>();

export function keepSyncSettings(world: World): void {
  const shelf = new Map<string, Own>();
  shelves.set(world, shelf);
  world.keep('sync-settings', {
    schema: shelfSchema,
    take: () => Object.fromEntries([...shelf].filter(([companyId]) => world.companies.has(companyId))),
    apply(state) {
      shelf.clear();
      for (const [companyId, settings] of Object.entries(state)) shelf.set(companyId, settings);
    },
    clear: () => shelf.clear(),
    forget: (companyId) => void shelf.delete(companyId),
  });
}

const REPORTS: readonly DataType[] = ['balanceSheet', 'profitAndLoss', 'cashFlowStatement'];

/** Types that are off by default: one of each kind of platform, which a product may need. */
const LEFT_OUT: readonly DataType[] = [
  'accountTransactions',
  'bankTransactions',
  'journals',
  'purchaseOrders',
  'banking-transactionCategories',
  'commerce-disputes',
];

function usual(dataType: DataType, index: number, leavesOut: boolean): SyncSetting {
  return {
    dataType,
    fetchOnFirstLink: !(leavesOut && LEFT_OUT.includes(dataType)),
    syncSchedule: 0,
    syncOrder: index,
    ...(REPORTS.includes(dataType) ? { monthsToSync: 24 } : {}),
    isLocked: false,
  };
}

/** The client's settings, overridden by those of the company. */
export function syncSettingsOf(world: World, companyId: string) {
  const own = shelves.get(world)?.get(companyId);
  const leavesOut = isStrict(world, 'first-read-by-settings', companyId);
  const settings = DATA_TYPES.map(
    (dataType, index) =>
      own?.settings.find((each) => each.dataType === dataType) ?? usual(dataType, index, leavesOut),
  );
  return { settings, overridesDefaults: own !== undefined };
}

/** Undefined: back to the client's own settings. */
export function setSyncSettings(world: World, companyId: string, settings?: SyncSetting[]): void {
  if (settings) shelves.get(world)?.set(companyId, { id: randomUUID(), settings });
  else shelves.get(world)?.delete(companyId);
  world.touch();
}

/** Types of a read that names none. */
export function usualTypes(world: World, companyId: string): DataType[] {
  const { settings } = syncSettingsOf(world, companyId);
  return settings.filter(({ fetchOnFirstLink }) => fetchOnFirstLink).map(({ dataType }) => dataType);
}

/** Undefined where the client's own settings stand: they schedule nothing. */
export function settingsId(world: World, companyId: string): string | undefined {
  return shelves.get(world)?.get(companyId)?.id;
}

/** By hours between reads: the types that are read so often. */
export function schedulesOf(world: World, companyId: string): Map<number, DataType[]> {
  const schedules = new Map<number, DataType[]>();
  for (const { dataType, syncSchedule } of syncSettingsOf(world, companyId).settings)
    if (syncSchedule > 0) schedules.set(syncSchedule, [...(schedules.get(syncSchedule) ?? []), dataType]);
  return schedules;
}
