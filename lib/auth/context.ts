// Context factory: turns a request into the context of verbs.
import 'server-only';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { getDatabase } from '@/db/client';
import { codatIn } from '../codat/in-request';
import { getCodat, getQuotaWatch } from '../codat/process';
import type { Ctx, PersonCtx, Tools } from '../context';
import { mayViewsAsk } from '../domain/work/view-budget';
import { clock, machineClock } from '../runtime/clock';
import { getEnv } from '../runtime/env';
import { networkOf } from '../security/client-network';
import { requestIdFrom } from '../security/request-id';
import type { Customer } from './viewer';

/** @param page the address of the person's page, as stored in a consent record */
export async function getTools(page: string): Promise<Tools> {
  const head = await headers();
  const locale = await getLocale();
  const requestId = requestIdFrom(head);
  const network = networkOf(head);
  const everyMs = getEnv().CODAT_POLL_SECONDS * 1000;
  const polling = { everyMs, mayAsk: mayViewsAsk(getQuotaWatch().last(machineClock.now())) };
  return {
    db: getDatabase().db,
    codat: codatIn(requestId, getCodat()),
    ...(everyMs === 0 ? {} : { polling }),
    now: clock.now(),
    request: {
      requestId,
      page,
      locale: locale === 'fr' ? 'fr' : 'en',
      ipTruncated: network.kept,
      countedAs: network.counted,
      userAgent: head.get('user-agent')?.slice(0, 300) ?? null,
    },
  };
}

export async function getCtx(customer: Customer, page: string): Promise<Ctx> {
  const { userId, name, role, companyId, identified } = customer;
  const actor = { kind: 'customer', userId, name, role, identified } as const;
  return { ...(await getTools(page)), companyId, actor };
}

export async function getPersonCtx(userId: string, page: string): Promise<PersonCtx> {
  return { ...(await getTools(page)), userId };
}
