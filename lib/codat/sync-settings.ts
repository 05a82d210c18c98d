// Sync settings of one company: what Codat reads of it by itself, at first link and on a schedule. Always sent as a whole.
import type { SyncSetting } from '../domain/sync-plan';
import type { Codat } from './client';
import { toCodatDataType } from './data-types';

export interface CompanySyncSettings {
  settings: SyncSetting[];
  /** False while the settings of the client hold for the company. */
  areOwn: boolean;
}

/** @param companyId Codat's @throws Upstream */
export async function getSyncSettings(codat: Codat, companyId: string): Promise<CompanySyncSettings> {
  const answer = await codat.call(
    { method: 'GET', path: '/companies/:companyId/syncSettings', companyId },
    (sdk, options) => sdk.companies.getCompanySyncSettings({ companyId }, options),
  );
  return { settings: answer.settings ?? [], areOwn: answer.overridesDefaults ?? false };
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
