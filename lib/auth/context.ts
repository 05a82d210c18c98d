// Owns turning a request into the context that verbs take.
import 'server-only';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import { getDatabase } from '@/db/client';
import { clock } from '../clock';
import { codatIn } from '../codat/in-request';
import { getCodat } from '../codat/process';
import type { Ctx, PersonCtx, Tools } from '../context';
import { networkOf } from '../security/client-network';
import { requestIdFrom } from '../security/request-id';
import type { Customer } from './viewer';

/** @param page the address the person is on, as a consent record keeps it */
export async function getTools(page: string): Promise<Tools> {
  const head = await headers();
  const locale = await getLocale();
  const requestId = requestIdFrom(head);
  const network = networkOf(head);
  return {
    db: getDatabase().db,
    codat: codatIn(requestId, getCodat()),
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
  const { userId, name, role, companyId } = customer;
  return { ...(await getTools(page)), companyId, actor: { kind: 'customer', userId, name, role } };
}

export async function getPersonCtx(userId: string, page: string): Promise<PersonCtx> {
  return { ...(await getTools(page)), userId };
}
