// Executor of orders, with the verbs that the pages use.
import { findCompany } from '@/db/queries/companies';
import { findConnection, listConnections } from '@/db/queries/connections';
import { findConsent } from '@/db/queries/consents';
import { findShare } from '@/db/queries/shares';
import { deleteConnection } from '@/lib/connection/delete-connection';
import { disconnectConnection } from '@/lib/connection/disconnect-connection';
import { handleReturn } from '@/lib/connection/handle-return';
import { reconnect } from '@/lib/connection/reconnect';
import { refreshConnections } from '@/lib/connection/refresh-connections';
import { startConnection } from '@/lib/connection/start-connection';
import { grantConsent } from '@/lib/consent/grant-consent';
import { pauseConsent, resumeConsent } from '@/lib/consent/pause-consent';
import { renewConsent } from '@/lib/consent/renew-consent';
import { withdrawConsent } from '@/lib/consent/withdraw-consent';
import type { Ctx } from '@/lib/context';
import { createShare } from '@/lib/delegated-link/create-share';
import { getShare } from '@/lib/delegated-link/get-share';
import { useShare } from '@/lib/delegated-link/use-share';
import { Conflict, NotFound, Precondition, Upstream } from '@/lib/errors';
import { getEnv } from '@/lib/runtime/env';
import { grantInput } from '../factories';
import type { Act, Outcome, Trip } from './acts';

/** @param linkOrigins origins at which platforms may be */
export async function perform(ctx: Ctx, act: Act, linkOrigins: readonly string[]): Promise<Outcome> {
  try {
    return { kind: 'told', ...(await carryOut(ctx, act, linkOrigins)) };
  } catch (error) {
    // Verbs raise these errors before they write anything; any other error may come after a write.
    const isRefusal = [Conflict, NotFound, Precondition, Upstream].some((kind) => error instanceof kind);
    const why = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown';
    return { kind: isRefusal ? 'refused' : 'unknown', why };
  }
}

async function carryOut(
  ctx: Ctx,
  act: Act,
  linkOrigins: readonly string[],
): Promise<{ eventId?: string; trip?: Trip }> {
  switch (act.kind) {
    case 'agree':
      return consent(await grantConsent(ctx, await grantInput(ctx.db, act.productId)));
    case 'withdraw':
      return consent(await withdrawConsent(ctx, act));
    case 'pause':
      return consent(await pauseConsent(ctx, act.productId));
    case 'resume':
      return consent(await resumeConsent(ctx, act.productId));
    case 'renew': {
      const shown = await findConsent(ctx.db, ctx.companyId, act.productId);
      if (shown?.expiresAt == null) throw new Precondition('not-renewable');
      return consent(await renewConsent(ctx, { productId: act.productId, shownEnd: shown.expiresAt }));
    }
    case 'connect': {
      const { url, connectionId } = await startConnection(ctx, { ...act, linkOrigins });
      return { trip: await tripOf(ctx, connectionId, url) };
    }
    case 'share': {
      const { NEXTAUTH_SECRET: secret } = getEnv();
      const shareId = await createShare(ctx, { ...act, needsApproval: true }, secret);
      const { token } = await getShare(ctx, shareId, secret);
      const { url } = await useShare(ctx, token ?? '', linkOrigins);
      const share = await findShare(ctx.db, ctx.companyId, shareId);
      return { trip: await tripOf(ctx, share?.connectionId ?? '', url) };
    }
    case 'reconnect': {
      const connectionId = await choose(ctx, act.which);
      const { url } = await reconnect(ctx, { connectionId, linkOrigins });
      return { trip: await tripOf(ctx, connectionId, url) };
    }
    case 'return':
      await handleReturn(ctx, act);
      return {};
    case 'disconnect':
      await disconnectConnection(ctx, await choose(ctx, act.which));
      return {};
    case 'delete':
      await deleteConnection(ctx, await choose(ctx, act.which));
      return {};
    case 'look':
      await refreshConnections(ctx);
      return {};
    default:
      return act satisfies never;
  }
}

const consent = (row: { eventId: string }) => ({ eventId: row.eventId });

async function choose(ctx: Ctx, which: number): Promise<string> {
  const rows = await listConnections(ctx.db, ctx.companyId);
  const row = rows[which % Math.max(rows.length, 1)];
  if (row === undefined) throw new NotFound('connection');
  return row.id;
}

async function tripOf(ctx: Ctx, connectionId: string, url: string): Promise<Trip> {
  const row = await findConnection(ctx.db, ctx.companyId, connectionId);
  const company = await findCompany(ctx.db, ctx.companyId);
  return {
    codatCompanyId: company?.codatCompanyId ?? '',
    codatConnectionId: row?.codatConnectionId ?? '',
    state: new URL(url).searchParams.get('state') ?? '',
  };
}
