// Read model of the platform page: the platforms of one product in groups, each with its present connections.
import type { ConnectionRow } from '@/db/queries/connections';
import type { ConnectButton, Platform } from '../codat/transform';
import type { Ctx } from '../context';
import { isOpenAccess } from '../domain/access/access-now';
import { platformState } from '../domain/access/platform-choice';
import type { ConnectionState, SourceType } from '../domain/connection/connection';
import { type Product, sourceTypesOf } from '../domain/product/product';
import { Upstream } from '../errors';
import { listButtons } from '../platform/list-buttons';
import { listPlatforms } from '../platform/list-platforms';
import { refreshForView } from './refresh-for-view';

export interface PlatformCard extends Pick<Platform, 'key' | 'name' | 'logoUrl' | 'isOffline'> {
  state: ConnectionState | null;
  /** The vendor's own button, if it is mandatory; null if there is none or Codat does not say. */
  button: ConnectButton | null;
}

export interface PlatformGroup {
  sourceType: SourceType;
  required: boolean;
  cards: PlatformCard[];
  /** The linked connections of this kind. */
  linked: ConnectionRow[];
  /** Codat allows one accounting platform: while one is linked, no other can be chosen. */
  full: boolean;
}

export type PlatformChoice =
  | { kind: 'list'; groups: PlatformGroup[]; fetchedAt: Date; stale: boolean; checked: boolean }
  /** Codat cannot be asked and there is no earlier answer to show. */
  | { kind: 'unavailable' };

export async function getPlatformChoice(ctx: Ctx, product: Product): Promise<PlatformChoice> {
  try {
    const [{ platforms, fetchedAt, stale }, { connections, failure }] = await Promise.all([
      listPlatforms(ctx),
      refreshForView(ctx),
    ]);
    const buttons = await listButtons(ctx, stale || failure !== null);
    const groups = sourceTypesOf(product).map((sourceType): PlatformGroup => {
      const linked = connections.filter(
        (c) => c.sourceType === sourceType && isOpenAccess(c, ctx.now) && !c.isUpload,
      );
      return {
        sourceType,
        required: product.sources.some((s) => s.sourceType === sourceType && s.required),
        cards: platforms
          .filter((p) => p.sourceType === sourceType)
          .map((p) => ({
            key: p.key,
            name: p.name,
            logoUrl: p.logoUrl,
            isOffline: p.isOffline,
            state: platformState(connections, p.key, ctx.now),
            button: buttons[p.key] ?? null,
          }))
          .sort((a, b) => a.name.localeCompare(b.name, 'en')),
        linked,
        full: sourceType === 'Accounting' && linked.length > 0,
      };
    });
    return { kind: 'list', groups, fetchedAt, stale, checked: failure === null };
  } catch (error) {
    if (error instanceof Upstream) return { kind: 'unavailable' };
    throw error;
  }
}
