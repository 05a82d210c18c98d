// Factories of customers, sessions and contexts for tests, built with the product's own verbs, so that arranging cannot drift from acting.

import { randomUUID } from 'node:crypto';
import type { Db } from '@/db/client';
import { insertSession } from '@/db/queries/sessions';
import { type Codat, createCodat } from '@/lib/codat/client';
import { createBusiness } from '@/lib/company/create-business';
import { recordSignIn } from '@/lib/company/record-sign-in';
import type { Ctx, PersonCtx, Tools } from '@/lib/context';
import { optionalSourcesOf } from '@/lib/domain/access/agreed-product';
import { sha256 } from '@/lib/domain/crypto/sha256';
import type { Identification, IdentificationMethod } from '@/lib/domain/identity/authority';
import type { Controller } from '@/lib/domain/notice/notice';
import { buildNotice, noticeHash } from '@/lib/domain/notice/notice';
import type { Locale } from '@/lib/domain/text/language';
import { getProduct } from '@/lib/product/get-product';
import { setReceiptIssuer } from '@/lib/receipt/issuer';
import { setProductSync } from '@/lib/sync/product-sync';
import { receiptIssuer } from './receipt-issuer';

// Verbs that tests call sign with the keys of the app under test, or with test keys.
setReceiptIssuer(receiptIssuer());
// They leave the products of companies at Codat alone, unless a test says otherwise.
setProductSync(null);

export const ISSUER = 'https://issuer.test';
export const CONTROLLER: Controller = {
  name: 'Meridian Bank',
  email: 'help@meridian.example',
  phone: '+44 20 7946 0000',
};

export function makeCodat(sandbox: { url: string; config: { apiKey: string } }, timeoutMs = 2000): Codat {
  const logger = { info: () => {}, warn: () => {} };
  const uploadKeys = { Accounting: 'upac', Banking: 'upbk' };
  return createCodat({ apiKey: sandbox.config.apiKey, baseUrl: sandbox.url, timeoutMs, uploadKeys, logger });
}

export function makeTools(db: Db, codat: Codat, locale: Locale = 'en'): Tools {
  const request = { requestId: randomUUID(), page: '/test', locale, ipTruncated: null, userAgent: null };
  return { db, codat, now: new Date(), request };
}

export async function makePerson(tools: Tools, name = 'Maya Okafor'): Promise<PersonCtx> {
  const subject = randomUUID();
  const email = `${subject}@example.test`;
  const { userId } = await recordSignIn(tools.db, {
    issuer: ISSUER,
    subject,
    name,
    email,
    role: 'owner',
    businessId: null,
    businessName: null,
  });
  return { ...tools, userId };
}

/** A member of the client's staff. @returns the person's id */
export async function makeStaff(db: Db, name = 'Ines Moreau'): Promise<string> {
  const { userId } = await recordSignIn(db, {
    issuer: ISSUER,
    subject: randomUUID(),
    name,
    email: null,
    role: 'delegate',
    businessId: null,
    businessName: null,
    isStaff: true,
  });
  return userId;
}

/** Identification after a plain sign-in at the service. */
export function identified(at: Date): Identification {
  return { method: 'issuer', at, acr: null, amr: [] };
}

export async function makeCustomer(tools: Tools, businessName = 'Kestrel Coffee'): Promise<Ctx> {
  const person = await makePerson(tools);
  const { companyId } = await createBusiness(person, { name: businessName });
  return {
    ...tools,
    companyId,
    actor: {
      kind: 'customer',
      userId: person.userId,
      name: 'Maya Okafor',
      role: 'owner',
      identified: identified(tools.now),
    },
  };
}

/** A session as sign-in would make it. @returns the cookie's value */
export async function makeSession(
  db: Db,
  userId: string,
  companyId: string | null,
  session: { method?: IdentificationMethod } = {},
): Promise<string> {
  const token = randomUUID();
  const createdAt = new Date(Date.now() - 1000);
  await insertSession(db, {
    tokenHash: sha256(token),
    userId,
    companyId,
    createdAt,
    usedAt: createdAt,
    method: session.method ?? 'issuer',
    identifiedAt: createdAt,
  });
  return token;
}

/** Input that the consent form would send for the current text, with every optional source ticked. */
export async function grantInput(
  db: Db,
  productId = 'business-insights',
  language: Locale = 'en',
  controller = CONTROLLER,
) {
  const product = await getProduct(db, productId);
  return {
    productId,
    language,
    controller,
    noticeHash: noticeHash(buildNotice(product, controller, language)),
    optional: optionalSourcesOf(product),
  };
}

/** Every way in which one call to Codat can fail, for `POST /_sandbox/faults`. Some of them fail after the work was done. */
export const FAULTS = [
  ['the connection is cut after the work', { kind: 'close-after' }],
  ['an error is answered after the work', { kind: 'status-after', status: 500 }],
  ['no answer comes', { kind: 'hang' }],
  ['the connection is cut before the work', { kind: 'close-before' }],
  ['Codat is down', { kind: 'status', status: 503 }],
  ['Codat fails', { kind: 'status', status: 500 }],
  ['Codat is busy', { kind: 'status', status: 429, retryAfter: 2 }],
  ['the answer is garbage', { kind: 'garbage' }],
] as const;
