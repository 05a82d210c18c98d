// Owns the reshaping of Codat's objects into ours. Pure; wire spellings end here.
import type {
  Branding,
  Connection,
  DataStatuses,
  Integration,
  PullOperation as WireOperation,
} from '@codat/platform/sdk/models/shared';
import type { ConnectionState, SourceType } from '../domain/connection';
import type { PullOperation } from '../domain/read-attribution';
import type { DataTypeStatus } from '../domain/sync-progress';

export interface CodatConnection {
  id: string;
  platformKey: string;
  platformName: string;
  sourceType: string;
  state: Extract<ConnectionState, 'PendingAuth' | 'Linked' | 'Unlinked' | 'Deauthorized'>;
  /** Holds files that were sent; no platform is behind it. */
  isUpload: boolean;
  /** One-time link. Never stored, never logged, never shown. */
  linkUrl: string;
  /** Name of the organisation that was shared, when the platform tells it. */
  organisation: string | null;
  /** The platform's own id of it, when the platform tells that too. */
  organisationId: string | null;
  lastSyncAt: Date | null;
  createdAt: Date | null;
}

export interface Platform {
  key: string;
  name: string;
  sourceType: SourceType;
  logoUrl: string;
  /** Works only on the computer where the platform is installed. */
  isOffline: boolean;
  /** Data types the platform is known to give; null when Codat does not say. */
  offers: string[] | null;
}

/** @param uploadKeys platform keys of the integrations for files, as this client has them */
export function toConnection(wire: Connection, uploadKeys: readonly string[] = []): CodatConnection {
  return {
    id: wire.id,
    platformKey: wire.integrationKey ?? '',
    platformName: wire.platformName,
    sourceType: wire.sourceType,
    state: wire.status,
    isUpload: uploadKeys.includes(wire.integrationKey ?? ''),
    linkUrl: wire.linkUrl,
    organisation: readInfo(wire.connectionInfo ?? null, NAME_KEYS),
    organisationId: readInfo(wire.connectionInfo ?? null, ID_KEYS),
    lastSyncAt: toDate(wire.lastSync),
    createdAt: toDate(wire.created),
  };
}

/** `connectionInfo` is a free map; these keys are the ones that name the organisation or its id. */
const NAME_KEYS = [
  'companyname',
  'organisationname',
  'organizationname',
  'tenantname',
  'accountname',
  'name',
];
const ID_KEYS = ['organisationid', 'organizationid', 'tenantid', 'companyid', 'realmid', 'accountid'];

/** Spelled by each platform in its own case; the first key of the list that says something counts. */
function readInfo(info: Record<string, string> | null, keys: readonly string[]): string | null {
  const entries = Object.entries(info ?? {}).map(
    ([key, value]) => [key.toLowerCase(), value.trim()] as const,
  );
  const found = keys.flatMap((key) => entries.filter(([given, value]) => given === key && value !== ''));
  return found[0]?.[1] ?? null;
}

/** Null for integrations that are off or of a source type that no product asks for. */
export function toPlatform(wire: Integration): Platform | null {
  const sourceType = toSourceType(wire.sourceType);
  if (!wire.enabled || sourceType === null) return null;
  const features = (wire.datatypeFeatures ?? []).filter((f) => f.dataType !== undefined);
  return {
    key: wire.key,
    name: wire.name,
    sourceType,
    logoUrl: wire.logoUrl,
    isOffline: wire.isOfflineConnector ?? false,
    offers:
      features.length === 0
        ? null
        : features
            .filter((f) =>
              f.supportedFeatures.some((s) => s.featureType === 'Get' && !OFF.has(s.featureState)),
            )
            .flatMap((f) => f.dataType ?? []),
  };
}

/** Addresses of the images of a maker's own button. */
export interface ConnectButton {
  default: string;
  /** Under the pointer. */
  hover: string;
}

/** Null unless both states are there: the one without the other is not what the maker asks for. */
export function toConnectButton({ button }: Branding): ConnectButton | null {
  const [still, hover] = [button?.default?.image?.src, button?.hover?.image?.src];
  return still === undefined || hover === undefined ? null : { default: still, hover };
}

const OFF = new Set<string>(['NotSupported', 'NotImplemented']);

export function toSourceType(wire: string | undefined): SourceType | null {
  return wire === 'Accounting' || wire === 'Banking' || wire === 'Commerce' ? wire : null;
}

/** By what the entry itself says: the SDK spells the keys of banks and shops its own way. */
export function toDataStatuses(wire: DataStatuses): DataTypeStatus[] {
  return Object.values(wire).flatMap((status) =>
    status === undefined
      ? []
      : [
          {
            dataType: status.dataType,
            currentStatus: status.currentStatus,
            syncId: status.latestSyncId ?? null,
            lastSuccessfulSyncAt: toDate(status.lastSuccessfulSync),
          },
        ],
  );
}

export function toPullOperation(wire: WireOperation): PullOperation {
  const { id, connectionId, dataType, status } = wire;
  return {
    id,
    connectionId,
    dataType,
    status,
    requestedAt: toDate(wire.requested),
    completedAt: toDate(wire.completed),
  };
}

/** Codat's dates come with or without a zone and with up to seven decimals; without a zone they are read as UTC. */
export function toDate(wire: string | undefined | null): Date | null {
  if (!wire) return null;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(wire) ? wire : `${wire}Z`;
  const date = new Date(zoned.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(date.getTime()) ? null : date;
}
