// Webhook bodies: the envelope and a payload per kind, absent keys instead of nulls.
import { randomUUID } from 'node:crypto';
import type { DataType } from '../catalogue/data-types';
import { datasetId } from '../domain/sync';
import { oddPayload } from '../profile/odd-wire';
import { ticks } from '../state/clock';
import type { Company, Sync, TypeRead } from '../state/entities';
import type { DomainEvent } from '../state/events';
import type { Publish, World } from '../state/world';
import { companyRecord } from './company';
import { connectionRecord } from './connection';

const PORTAL = 'https://app.codat.io/companies';

function tagsOf({ tags }: Company) {
  return tags && Object.keys(tags).length > 0 ? { tags } : {};
}

function referenceCompany(company: Company) {
  return {
    id: company.id,
    name: company.name,
    description: company.description ?? '',
    links: { portal: `${PORTAL}/${company.id}/summary` },
    ...tagsOf(company),
  };
}

function issuesOf(company: Company, sync: Sync, dataType: DataType, read: TypeRead) {
  if (read.status === 'Complete') return [];
  const base = `https://api.codat.io/companies/${company.id}/sync/${datasetId(sync, dataType)}`;
  return [
    {
      type: `error.${read.status.charAt(0).toLowerCase()}${read.status.slice(1)}`,
      message: `${dataType} could not be read: ${read.status}.`,
      links: {
        logs: `${base}/validation`,
        portal: `${PORTAL}/${company.id}/pull-history`,
        readMore: 'https://docs.codat.io/using-the-api/get-data-troubleshooting',
      },
    },
  ];
}

function payloadOf(world: World, event: DomainEvent): object {
  switch (event.kind) {
    case 'company':
      return companyRecord(world, event.company);
    case 'product': {
      const { company, product } = event;
      const { id, name } = company;
      return {
        id,
        name,
        description: company.description ?? '',
        productId: product.id,
        productName: product.name,
        products: company.products,
      };
    }
    case 'connection':
      return {
        referenceCompany: referenceCompany(event.company),
        connection: connectionRecord(world, event.company, event.connection),
      };
    case 'read':
      return {
        referenceCompany: referenceCompany(event.company),
        modifiedFromDate: new Date(event.sync.startedAt).toISOString(),
        dataTypes: event.reads.map(({ dataType, read }) => ({
          connectionId: event.connection.id,
          dataType,
          // A first read has nothing to compare with.
          recordsModified: event.sync.cause !== 'authorised' && read.status === 'Complete',
          status: read.status,
          issues: issuesOf(event.company, event.sync, dataType, read),
        })),
      };
    case 'quota':
      return {
        dailyQuota: event.dailyQuota,
        quotaRemaining: event.quotaRemaining,
        expiryDate: ticks(event.expiresAt),
      };
    default:
      return event satisfies never;
  }
}

export const publish: Publish = (world, event, at) => {
  const id = randomUUID();
  const companyId = event.kind === 'quota' ? undefined : event.company.id;
  const body = JSON.stringify({
    id,
    eventType: event.type,
    generatedDate: new Date(at).toISOString(),
    payload: oddPayload(world, event.type, companyId, payloadOf(world, event)),
  });
  if (event.kind === 'quota') return { id, type: event.type, at, tags: [], body };
  const tags = Object.entries(event.company.tags ?? {}).map(([key, value]) => `${key}:${value}`);
  return { id, type: event.type, at, companyId: event.company.id, tags, body };
};
