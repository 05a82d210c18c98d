// Test fixture for delegated links: a business that agreed, its link, and a colleague at the platform.

import type { TestSandbox } from 'codat-sandbox/testing';
import type { Db } from '@/db/client';
import { findConnection } from '@/db/queries/connections';
import { findShare } from '@/db/queries/shares';
import { ensureCodatCompany } from '@/lib/company/ensure-codat-company';
import { grantConsent } from '@/lib/consent/grant-consent';
import type { Ctx, Tools } from '@/lib/context';
import { createShare } from '@/lib/delegated-link/create-share';
import { getShare } from '@/lib/delegated-link/get-share';
import { useShare } from '@/lib/delegated-link/use-share';
import { grantInput, makeCodat, makeCustomer, makeTools } from './factories';

export const SHARE_SECRET = 'a secret of at least thirty-two characters';

export interface ShareStage {
  tools(): Tools;
  /** A business that agreed to `business-insights`. */
  customer(): Promise<Ctx>;
  /** The same, with a Codat that names no organisations, as its documents leave open. */
  unnamed(): Promise<Ctx>;
  share(ctx: Ctx, needsApproval?: boolean): Promise<{ id: string; token: string }>;
  /** The colleague's click. @returns the state that their return would carry */
  leave(token: string): Promise<string>;
  /** The colleague authorises at the platform. @returns the state that their return carries */
  authorise(ctx: Ctx, share: { id: string; token: string }, organisation?: string): Promise<string>;
}

export function shareStage(db: () => Db, sandbox: () => TestSandbox): ShareStage {
  const tools = () => makeTools(db(), makeCodat(sandbox()));
  const leave = async (token: string) => {
    const { url } = await useShare(tools(), token, [new URL(sandbox().url).origin]);
    return new URL(url).searchParams.get('state') ?? '';
  };
  const customer = async () => {
    const ctx = await makeCustomer(tools());
    await grantConsent(ctx, await grantInput(ctx.db));
    return ctx;
  };
  return {
    tools,
    leave,
    customer,
    async unnamed() {
      const ctx = await customer();
      const body = { name: 'documented', companyId: await ensureCodatCompany(ctx) };
      const response = await sandbox().call('PUT', '/_sandbox/profile', { body });
      if (!response.ok) throw new Error(`profile: ${response.status}`);
      return ctx;
    },
    async share(ctx, needsApproval = false) {
      const input = { productId: 'business-insights', platformKey: 'gbol', needsApproval };
      const id = await createShare(ctx, input, SHARE_SECRET);
      const { token } = await getShare(ctx, id, SHARE_SECRET);
      if (token === null) throw new Error('a new link has a token');
      return { id, token };
    },
    async authorise(ctx, { id, token }, organisation) {
      const state = await leave(token);
      const connectionId = (await findShare(ctx.db, ctx.companyId, id))?.connectionId ?? '';
      const row = await findConnection(ctx.db, ctx.companyId, connectionId);
      const path = `companies/${await ensureCodatCompany(ctx)}/connections/${row?.codatConnectionId}/authorize`;
      const body = organisation === undefined ? {} : { organisation };
      const response = await sandbox().call('POST', `/_sandbox/${path}`, { body });
      if (!response.ok) throw new Error(`authorize: ${response.status}`);
      return state;
    },
  };
}
