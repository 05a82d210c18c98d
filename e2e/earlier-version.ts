// Test fixture: customers who agreed to less than a product asks for now, in a version before the catalogue's first.

import { productVersions } from '../db/schema/consent';
import { changeAgreement } from '../lib/consent/change-agreement';
import type { Ctx } from '../lib/context';
import { chosenPart } from '../lib/domain/access/agreed-product';
import { termsOf } from '../lib/domain/consent/consent-terms';
import { buildNotice, type Controller } from '../lib/domain/notice/notice';
import type { Product } from '../lib/domain/product/product';
import type { Locale } from '../lib/domain/text/language';
import { getProduct } from '../lib/product/get-product';

const DAY_MS = 86_400_000;

/** What the current version of business insights asks for beyond the earlier one. */
export const ADDED = { cluster: 'cash', purpose: 'alerts' };

/** Consent of 90 days ago to business insights without cash, alerts and optional sources. */
export async function agreeToEarlierVersion(
  ctx: Ctx,
  controller: Controller,
  language: Locale,
): Promise<void> {
  const { version: _, asksSince: __, ...today } = await getProduct(ctx.db, 'business-insights');
  const definition = {
    ...today,
    data: today.data.filter(({ id }) => id !== ADDED.cluster),
    purposes: today.purposes.filter(({ id }) => id !== ADDED.purpose),
  };
  const earlier: Product = { ...definition, version: 0, asksSince: 0 };
  const now = new Date(ctx.now.getTime() - 90 * DAY_MS);
  // Never the current version, so that other customers are not asked by it.
  await ctx.db
    .insert(productVersions)
    .values({ productId: earlier.id, version: 0, asksSince: 0, definition, publishedAt: now })
    .onConflictDoNothing();
  const notice = buildNotice(earlier, controller, language);
  await changeAgreement({ ...ctx, now }, async (agreements) => {
    agreements.keepNotice(earlier, notice);
    const terms = termsOf(chosenPart(earlier, []), notice, controller, now);
    await agreements.append({ type: 'given', terms });
  });
}
