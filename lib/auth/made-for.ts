// Page binding check: a form from a page made for another business or person changes nothing and gets a page that says so.
import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { getDatabase } from '@/db/client';
import { findCompany, findMember } from '@/db/queries/companies';
import { MADE_FOR } from '../action-state';
import type { Ctx } from '../context';
import { bindPage, judgePage, type MadeFor, readBinding } from '../domain/crypto/page-binding';
import { openForm, placeToGoOn, type SealedForm, sealForm, typedFor } from '../domain/crypto/sealed-form';
import { getEnv } from '../runtime/env';
import { backPathFrom } from '../security/back-path';
import { safeNextPath } from '../security/next-path';
import { setActing } from './acting';
import { type Customer, getViewer, personIn, requireCustomer } from './viewer';

const secretOf = () => getEnv().NEXTAUTH_SECRET;

export function bindingOf(customer: Customer): string {
  return bindPage(secretOf(), customer);
}

/** The hidden fields for the forms of a page. @param label precedes the name of the business */
export function ownerOf(customer: Customer, label: string) {
  return { madeFor: bindingOf(customer), businessName: customer.companyName, label };
}

export function readMadeFor(value: unknown): MadeFor | null {
  return readBinding(secretOf(), value);
}

/**
 * @param given the page's own statement
 * @param page the path of the page
 * @param typed the submitted values
 * @returns the page that explains the mismatch; null if there is none
 */
export async function findMismatch(
  given: unknown,
  page: string,
  typed: Record<string, string> = {},
): Promise<string | null> {
  const viewer = await getViewer();
  // The guards redirect a viewer without a session or a business.
  if (viewer === null) return null;
  const made = readMadeFor(given);
  if (viewer.kind === 'customer' ? judgePage(made, viewer.customer) === 'same' : made === null) return null;
  return mismatchPlace({ made, sentBy: personIn(viewer).userId, page: await withQuery(page), typed });
}

/**
 * The customer for whom a linked file is made. A link on a page names its business; an address that was
 * saved or typed names none, and is for the current business.
 */
export async function requireFileOwner(request: Request, path: string): Promise<Customer> {
  const given = new URL(request.url).searchParams.get(MADE_FOR);
  const place = given === null ? null : await findMismatch(given, path);
  if (place !== null) redirect(place);
  return requireCustomer(path);
}

/** The address of a file, on a page for one business. */
export function fileHref(ctx: Pick<Ctx, 'companyId' | 'actor'>, path: string): string {
  const madeFor = bindPage(secretOf(), { companyId: ctx.companyId, userId: ctx.actor.userId });
  return `${path}?${MADE_FOR}=${madeFor}`;
}

export function mismatchPlace(form: SealedForm): string {
  return `/acting?form=${sealForm(secretOf(), form)}`;
}

export function readSealedForm(value: unknown): SealedForm | null {
  return openForm(secretOf(), value);
}

/** Values to fill a form in again, after it was sent for another business. @param value `kept` in the page's address */
export function typedBefore(value: unknown, path: string, userId: string): Record<string, string> {
  return typedFor(readSealedForm(value), path, userId);
}

/**
 * The page to return to after a sign-in at the service: the same one, filled in again, unless that is
 * too long for an address.
 */
export async function returnPlace(customer: Customer, page: string, typed: Record<string, string>) {
  const { companyId, userId } = customer;
  const form = { made: { companyId, userId }, sentBy: userId, page: await withQuery(page), typed };
  const places = [placeToGoOn(form.page, form, sealForm(secretOf(), form)), form.page];
  return places.find((place) => safeNextPath(place) === place) ?? page;
}

/** The name of the business that a page was made for; null if it is unknown. */
export async function findShownFor(form: SealedForm | null): Promise<string | null> {
  if (form?.made == null) return null;
  return (await findCompany(getDatabase().db, form.made.companyId))?.name ?? null;
}

/** Whether the page was made for this person, who still acts for its business. */
export async function isFormForOwn({ made }: SealedForm, userId: string): Promise<boolean> {
  return made !== null && made.userId === userId && (await actsFor(made));
}

/** Whether the person may act for the business today. */
export async function actsFor({ userId, companyId }: MadeFor): Promise<boolean> {
  return (await findMember(getDatabase().db, companyId, userId)) !== null;
}

/**
 * Sets the same cookie again. The browser's router then also reloads the page's frame,
 * which would still show the earlier business.
 */
export async function renewFrame(): Promise<void> {
  const viewer = await getViewer();
  await setActing(viewer?.kind === 'customer' ? viewer.customer.companyId : null);
}

/** The page with the query of its address, if the browser sends it. */
async function withQuery(page: string): Promise<string> {
  const head = await headers();
  const from = backPathFrom(head.get('referer'), [new URL(getEnv().NEXTAUTH_URL).host]);
  return from?.split('?')[0] === page ? from : page;
}
