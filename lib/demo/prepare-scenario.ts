// Scenario set-up through the product's own verbs, so that every state can occur in the real product.
import { ensureCodatCompany } from '../company/ensure-codat-company';
import { refreshConnections } from '../connection/refresh-connections';
import { grantConsent } from '../consent/grant-consent';
import type { Ctx, Tools } from '../context';
import { buildNotice, type Controller, noticeHash } from '../domain/notice/notice';
import { getProduct } from '../product/get-product';
import { alignBeforeLeaving } from '../sync/align-settings';
import type { DemoControl } from './control';
import { beginRun } from './runs';
import { languageFor, type Scenario } from './scenarios';

export interface Stage {
  control: DemoControl;
  controller: Controller;
  /** Business time. */
  now: () => Date;
}

/**
 * A fresh business each time.
 * @returns the persona to sign in
 * @throws Upstream when Codat fails: the persona then stays signed out, and the next start begins anew
 */
export async function prepareScenario(
  tools: Tools,
  stage: Stage,
  scenario: Scenario,
): Promise<{ userId: string; companyId: string }> {
  const { persona } = scenario;
  const who = await beginRun(tools.db, scenario);
  const ctx: Ctx = {
    ...tools,
    request: { ...tools.request, locale: languageFor(persona, tools.request.locale) },
    companyId: who.companyId,
    actor: {
      kind: 'customer',
      userId: who.userId,
      name: persona.name,
      role: persona.role,
      identified: { method: 'demo', at: tools.now, acr: null, amr: [] },
    },
  };
  for (const productId of scenario.agreedTo) await agree(ctx, stage.controller, productId, scenario.optional);
  await connect(ctx, stage, scenario);
  return who;
}

/** With the same notice that the request would show. */
async function agree(
  ctx: Ctx,
  controller: Controller,
  productId: string,
  optional: Scenario['optional'],
): Promise<void> {
  const language = ctx.request.locale;
  const notice = buildNotice(await getProduct(ctx.db, productId), controller, language);
  await grantConsent(ctx, { productId, language, controller, noticeHash: noticeHash(notice), optional });
}

async function connect(ctx: Ctx, { control, now }: Stage, { persona, connections }: Scenario): Promise<void> {
  const codatCompanyId = await ensureCodatCompany(ctx);
  // As before every journey to a platform: at first link Codat reads only agreed data.
  await alignBeforeLeaving(ctx);
  // Each refresh at its own moment: a notified worker refreshes too, and the later answer counts.
  const look = () => see({ ...ctx, now: now() });
  const expired: string[] = [];
  for (const { platformKey, isExpired } of connections) {
    const id = await control.connect(codatCompanyId, platformKey, persona.organisation);
    await control.finishSync(codatCompanyId, id);
    if (isExpired) expired.push(id);
  }
  await look();
  if (expired.length === 0) return;
  // Seen while it was linked: a connection that ended was shared before.
  for (const id of expired) await control.deauthorize(codatCompanyId, id);
  await look();
}

/** Only data read from Codat is known here. */
async function see(ctx: Ctx): Promise<void> {
  const { failure } = await refreshConnections(ctx);
  if (failure !== null) throw failure;
}
