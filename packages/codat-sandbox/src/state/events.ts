// Domain events before they have a body, and published events after.
import type { Company, Connection, DataTypeRead, Sync } from './entities';

export type DomainEvent =
  | { kind: 'company'; type: 'company.created' | 'company.deleted'; company: Company }
  | {
      kind: 'product';
      type: 'company.product.added' | 'company.product.removed';
      company: Company;
      product: { id: string; name: string };
    }
  | { kind: 'connection'; type: ConnectionEvent; company: Company; connection: Connection }
  | {
      kind: 'read';
      /** `read.completed` and its kind; a product's reads carry the product's id in front. */
      type: string;
      company: Company;
      connection: Connection;
      sync: Sync;
      reads: DataTypeRead[];
    }
  | {
      kind: 'quota';
      type: 'client.rateLimit.reached' | 'client.rateLimit.reset';
      dailyQuota: number;
      quotaRemaining: number;
      expiresAt: number;
    };

export type ConnectionEvent =
  | 'connection.created'
  | 'connection.connected'
  | 'connection.failed'
  | 'connection.disconnected'
  | 'connection.reconnected'
  | 'connection.deleted';

/** An event with its body, as it was at that moment. Sent or not, it never changes. */
export interface PublishedEvent {
  /** The id in the body. A message to a listener has another one. */
  id: string;
  type: string;
  at: number;
  /** Absent for events of the whole client. */
  companyId?: string;
  /** `key:value`, for listeners who want some companies only. */
  tags: readonly string[];
  body: string;
}
