// Catalogue of platforms, looked up by key: the rows of the list with their ids and features filled in.

import { guidFrom } from '../random/ids';
import { ACCOUNTING_TYPES, BANKING_TYPES, COMMERCE_TYPES, type DataType } from './data-types';
import { INTEGRATIONS, type IntegrationRow, type SourceType, UPLOADS } from './integrations';

export interface Feature {
  featureType: 'Get' | 'Post' | 'Put';
  featureState: 'Release' | 'Beta' | 'NotSupported';
}

export interface DataTypeFeatures {
  datatype: DataType;
  supportedFeatures: Feature[];
}

export interface Integration {
  key: string;
  name: string;
  platformName: string;
  enabled: boolean;
  sourceType: SourceType;
  integrationId: string;
  sourceId: string;
  isOfflineConnector: boolean;
  sandbox: boolean;
  isUpload: boolean;
  features: DataTypeFeatures[];
  /** What can be read from it, in the order it is read. */
  readable: DataType[];
}

const WRITABLE = new Set<DataType>([
  'invoices',
  'customers',
  'suppliers',
  'bills',
  'payments',
  'journalEntries',
]);

function typesOf(sourceType: SourceType): readonly DataType[] {
  switch (sourceType) {
    case 'Accounting':
      return ACCOUNTING_TYPES;
    case 'Banking':
      return BANKING_TYPES;
    case 'Commerce':
      return COMMERCE_TYPES;
    case 'BankFeed':
      return ['bankAccounts', 'bankTransactions'];
    case 'Other':
      return [];
    default:
      return sourceType satisfies never;
  }
}

function featuresOf(row: IntegrationRow): DataTypeFeatures[] {
  if (row.isUpload) return [];
  return typesOf(row.sourceType).map((datatype) => {
    // A bank feed is written to; nothing is read back from it.
    const readable = row.sourceType !== 'BankFeed' && !row.without?.includes(datatype);
    const supportedFeatures: Feature[] = [
      { featureType: 'Get', featureState: readable ? 'Release' : 'NotSupported' },
    ];
    const writable = row.sourceType === 'BankFeed' || (readable && WRITABLE.has(datatype));
    if (writable) supportedFeatures.push({ featureType: 'Post', featureState: 'Release' });
    return { datatype, supportedFeatures };
  });
}

function complete(row: IntegrationRow): Integration {
  const features = featuresOf(row);
  return {
    key: row.key,
    name: row.name,
    platformName: row.platformName ?? row.name,
    enabled: row.enabled ?? true,
    sourceType: row.sourceType,
    integrationId: row.integrationId ?? guidFrom(`integration ${row.key}`),
    sourceId: row.sourceId ?? guidFrom(`source ${row.key}`),
    isOfflineConnector: row.isOfflineConnector ?? false,
    sandbox: row.sandbox ?? false,
    isUpload: row.isUpload ?? false,
    features,
    readable: features
      .filter((each) =>
        each.supportedFeatures.some((f) => f.featureType === 'Get' && f.featureState === 'Release'),
      )
      .map((each) => each.datatype),
  };
}

/** Integrations that the API lists. */
export const CATALOGUE: readonly Integration[] = INTEGRATIONS.map(complete);

const byKey = new Map(
  [...CATALOGUE, ...UPLOADS.map(complete)].map((integration) => [integration.key, integration]),
);

export function findIntegration(key: string): Integration | undefined {
  return byKey.get(key);
}

/** For keys the sandbox itself stored: they were looked up when the connection was made. */
export function integrationOf(connection: { platformKey: string }): Integration {
  const integration = byKey.get(connection.platformKey);
  if (!integration) throw new Error(`The catalogue has no platform ${connection.platformKey}.`);
  return integration;
}
