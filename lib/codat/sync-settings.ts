// Sync settings of one company: reads at first link and on a schedule. Always sent as a whole.
import type { SyncSetting } from '../domain/reading/sync-plan';
import type { Answer } from './answer';
import type { Codat } from './client';
import { toCodatDataType } from './data-types';

export interface CompanySyncSettings {
  settings: SyncSetting[];
  /** False while the client's default settings apply to the company. */
  areOwn: boolean;
}

/** @param companyId Codat's @throws Upstream */
export async function getSyncSettings(codat: Codat, companyId: string): Promise<CompanySyncSettings> {
  const answer = await codat.call(
    { method: 'GET', path: '/companies/:companyId/syncSettings', companyId },
    (sdk, options) => sdk.companies.getCompanySyncSettings({ companyId }, options),
  );
  return {
    settings: answer.whole().at('settings').list().flatMap(toSetting),
    areOwn: answer.at('overridesDefaults').flag() ?? false,
  };
}

/** A setting without a data type is left out: Codat's default then applies to that type. */
function toSetting(wire: Answer): SyncSetting[] {
  const dataType = wire.at('dataType').must().text();
  if (dataType === null) return [];
  return [
    {
      dataType,
      fetchOnFirstLink: wire.at('fetchOnFirstLink').flag() ?? false,
      syncSchedule: wire.at('syncSchedule').count() ?? 0,
      syncOrder: wire.at('syncOrder').count() ?? 0,
      syncFromUtc: wire.at('syncFromUtc').text() ?? undefined,
      syncFromWindow: wire.at('syncFromWindow').count() ?? undefined,
      monthsToSync: wire.at('monthsToSync').count() ?? undefined,
      isLocked: wire.at('isLocked').flag() ?? undefined,
    },
  ];
}

/** @param companyId Codat's @param key idempotency key, a GUID @throws Upstream */
export async function setSyncSettings(
  codat: Codat,
  companyId: string,
  wanted: readonly SyncSetting[],
  key: string,
): Promise<void> {
  const settings = wanted.flatMap((setting) => {
    const dataType = toCodatDataType(setting.dataType);
    return dataType === null ? [] : [{ ...setting, dataType }];
  });
  await codat.call(
    { method: 'POST', path: '/companies/:companyId/syncSettings', companyId },
    (sdk, options) =>
      sdk.companies.setCompanySyncSettings(
        { companyId, requestBody: { companyId, settings, overridesDefaults: true } },
        options,
      ),
    key,
  );
}
