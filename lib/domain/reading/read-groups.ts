// Grouping of reading progress: the groups in the consent, each data type with one state and a time.

import type { ConnectionFacts, SourceType } from '../connection/connection';
import type { DataCluster, Product } from '../product/product';
import type { Localized } from '../text/language';
import { groupState, isSettled, type KnownRead, type ReadState, readStateOf } from './sync-progress';

/** Why something could not be read, as far as the remedy depends on it. */
export type ReadProblem = 'later' | 'permission' | 'sign-in';

export interface TypeProgress {
  id: string;
  state: ReadState;
  /** When it was last read successfully, also while it is being read again or has failed since. */
  readAt: Date | null;
  problem: ReadProblem | null;
  /** It has never finished yet: the letter waits for it. */
  isFirst: boolean;
}

export interface GroupProgress {
  id: string;
  sourceType: SourceType;
  label: Localized;
  state: ReadState;
  types: TypeProgress[];
  /** The platforms that it is read from. */
  platforms: string[];
}

export interface StoredRead extends KnownRead {
  connectionId: string;
  dataType: string;
}

/** Whether a platform offers a data type; null when unknown. */
export type Offers = (platformKey: string, dataType: string) => boolean | null;

type Source = Pick<ConnectionFacts, 'id' | 'platformKey' | 'platformName' | 'sourceType'>;

/**
 * @param clusters of the consent: other data is left out
 * @param sources the connections it is read through; data types without one are left out
 */
export function groupsOf(
  clusters: readonly Pick<DataCluster, 'id' | 'sourceType' | 'label' | 'dataTypes'>[],
  sources: readonly Source[],
  reads: readonly StoredRead[],
  offers: Offers,
): GroupProgress[] {
  return clusters.flatMap((cluster) => {
    const own = sources.filter(({ sourceType }) => sourceType === cluster.sourceType);
    if (own.length === 0) return [];
    const types = cluster.dataTypes.map(({ id }) => typeOf(id, own, reads, offers));
    const { id, sourceType, label } = cluster;
    const platforms = [...new Set(own.map(({ platformName }) => platformName))];
    return [{ id, sourceType, label, state: groupState(types.map(({ state }) => state)), types, platforms }];
  });
}

function typeOf(
  dataType: string,
  sources: readonly Source[],
  reads: readonly StoredRead[],
  offers: Offers,
): TypeProgress {
  const parts = sources.map(({ id, platformKey }) => {
    const read = reads.find((r) => r.connectionId === id && r.dataType === dataType);
    return { read, state: readStateOf(read?.status ?? null, offers(platformKey, dataType)) };
  });
  const state = groupState(parts.map((part) => part.state));
  const bad = parts.find((part) => part.state === 'problem')?.read;
  const times = parts.flatMap(({ read }) => read?.lastReadAt?.getTime() ?? []);
  return {
    id: dataType,
    state,
    readAt: times.length === 0 ? null : new Date(Math.max(...times)),
    problem: state === 'problem' ? problemOf(bad?.status ?? '') : null,
    isFirst: parts.some((part) => part.state !== 'not-offered' && (part.read?.settledAt ?? null) === null),
  };
}

function problemOf(status: string): ReadProblem {
  switch (status) {
    case 'AuthError':
      return 'sign-in';
    case 'PermissionsError':
    case 'PrerequisiteNotMet':
      return 'permission';
    default:
      return 'later';
  }
}

export const statesIn = (groups: readonly GroupProgress[]): ReadState[] =>
  groups.flatMap(({ types }) => types.map(({ state }) => state));

export const areSettled = (groups: readonly GroupProgress[]): boolean => isSettled(statesIn(groups));

/** The data of several products from one source type, each data type once: in the group that names it first. */
export function clustersOf(products: readonly Product[], sourceType: SourceType): DataCluster[] {
  const seen = new Set<string>();
  const merged: DataCluster[] = [];
  for (const cluster of products.flatMap(({ data }) => data)) {
    if (cluster.sourceType !== sourceType) continue;
    const fresh = cluster.dataTypes.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    const same = merged.find(({ id }) => id === cluster.id);
    if (same) same.dataTypes = [...same.dataTypes, ...fresh];
    else if (fresh.length > 0) merged.push({ ...cluster, dataTypes: fresh });
  }
  return merged;
}
