// Text of a letter: one text, from which the plain and the formatted version are made. Pure.

import { reconnectPlace } from '../next-step/next-step';
import type { Receipt } from '../receipt/receipt';
import { isolatedAll } from '../text/isolate';
import { firstReadLetter } from './letter-first-read';
import { gatheredLetter } from './letter-gathered';
import { greetingLetter } from './letter-greeting';
import { onRequestLetter } from './letter-on-request';
import { organisationLetter } from './letter-organisation';
import { dayOf, factsOf, type LetterBody, type LetterContext } from './letter-parts';
import { passedOnLetter } from './letter-passed-on';
import { receiptLetter } from './letter-receipt';
import { unfinishedLetter } from './letter-unfinished';
import type { Mail } from './mail';
import { MAIL_PHRASES, type MailPhrases } from './mail-phrases';

/** Parts that are added on sending: they are stored elsewhere, or nowhere. */
export interface LetterExtras {
  receipt: Receipt | null;
  /** Several receipts in one letter, oldest first; `receipt` is then absent. */
  gathered?: readonly Receipt[];
  signInUrl: string | null;
}

/** @returns null when the subject of the letter no longer exists */
export function composeLetter(mail: Mail, to: LetterContext, extras: LetterExtras): LetterBody | null {
  const ctx = isolatedAll(to);
  // `Mail` pairs a kind with its facts; isolating texts changes neither.
  const body = bodyOf({ ...mail, facts: isolatedAll(mail.facts) } as Mail, ctx, extras);
  if (body === null) return null;
  const say = MAIL_PHRASES[ctx.language];
  const { email, phone } = ctx.support;
  const why = ctx.business === null ? [] : [say.why(ctx.business, ctx.brand)];
  return { ...body, notes: [...body.notes, say.help(email, phone), ...why, say.safety] };
}

function bodyOf(mail: Mail, ctx: LetterContext, extras: LetterExtras): LetterBody | null {
  const say = MAIL_PHRASES[ctx.language];
  switch (mail.kind) {
    case 'receipt-given':
    case 'receipt-amended':
    case 'receipt-renewed':
    case 'receipt-withdrawn':
    case 'receipt-expired':
      if (extras.gathered !== undefined) return gatheredLetter(extras.gathered, ctx);
      return extras.receipt === null ? null : receiptLetter(extras.receipt, ctx);
    case 'first-read':
      return firstReadLetter(mail.facts, ctx);
    case 'connection-unfinished':
      return unfinishedLetter(mail.facts, ctx);
    case 'organisation-check':
      return organisationLetter(mail.facts, ctx);
    case 'passed-on':
      return passedOnLetter(mail.facts, ctx);
    case 'greeting':
      return greetingLetter(mail.facts, ctx, say);
    case 'done-on-request':
      return onRequestLetter(mail.facts, ctx, say);
    case 'sign-in-link':
      return extras.signInUrl === null ? null : signInLetter(extras.signInUrl, ctx, say);
    case 'consent-expiring':
    case 'consent-expired':
    case 'still-sharing':
      return consentLetter(mail, ctx, say);
    case 'connection-expiring':
    case 'connection-expired':
    case 'data-deleted':
      return connectionLetter(mail, ctx, say);
    default:
      throw new Error(`unknown letter: ${JSON.stringify(mail satisfies never)}`);
  }
}

type Of<K extends Mail['kind']> = Extract<Mail, { kind: K }>;

function consentLetter(
  { kind, facts }: Of<'consent-expiring' | 'consent-expired' | 'still-sharing'>,
  ctx: LetterContext,
  say: MailPhrases,
): LetterBody {
  const { product } = facts;
  const { email, phone } = ctx.support;
  const path = `/consents/${encodeURIComponent(facts.productId)}`;
  const about = factsOf(ctx, say, [['product', product]]);
  const open = { label: say.action.agreement, href: ctx.siteUrl + path };
  switch (kind) {
    case 'consent-expiring': {
      const day = dayOf(facts.at, ctx);
      return {
        subject: say.consentExpiring.subject(product, say.endsIn(facts.days)),
        paragraphs: [say.consentExpiring.lead(day), say.consentExpiring.renew],
        facts: [...about, { label: say.label.until, lines: [day] }],
        action: { label: say.action.renew, href: `${ctx.siteUrl}${path}/renew` },
        notes: [],
      };
    }
    case 'consent-expired': {
      const day = dayOf(facts.at, ctx);
      return {
        subject: say.consentExpired.subject(product),
        paragraphs: [say.consentExpired.lead(day), say.deletedUnlessNeeded(dayOf(facts.deletedBy, ctx))],
        facts: about,
        action: open,
        notes: [],
      };
    }
    case 'still-sharing': {
      const { since, until } = facts;
      const end = until === '' ? [] : [{ label: say.label.until, lines: [dayOf(until, ctx)] }];
      return {
        subject: say.stillSharing.subject(product),
        paragraphs: [say.stillSharing.lead(dayOf(since, ctx)), say.stillSharing.stop],
        facts: [...about, ...end],
        action: open,
        notes: [say.stopOther(email, phone)],
      };
    }
  }
}

function connectionLetter(
  { kind, facts }: Of<'connection-expiring' | 'connection-expired' | 'data-deleted'>,
  ctx: LetterContext,
  say: MailPhrases,
): LetterBody {
  const { platform, products } = facts;
  const day = dayOf(facts.at, ctx);
  const organisation = kind === 'data-deleted' ? '' : facts.organisation;
  const about = factsOf(ctx, say, [
    ['platform', platform],
    ['organisation', organisation],
    ['uses', products],
  ]);
  switch (kind) {
    case 'connection-expiring':
      return {
        subject: say.connectionExpiring.subject(platform, say.endsIn(facts.days)),
        paragraphs: [say.connectionExpiring.lead(day, facts.lasts)],
        facts: [...about, { label: say.label.until, lines: [day] }],
        action: { label: say.action.confirm, href: `${ctx.siteUrl}/reconfirm` },
        notes: [],
      };
    case 'connection-expired':
      return {
        subject: say.connectionExpired.subject(platform),
        paragraphs: [say.connectionExpired[facts.why](day), say.connectionExpired.kept],
        facts: about,
        action: {
          label: facts.why === 'lapsed' ? say.action.confirm : say.action.reconnect,
          href: ctx.siteUrl + reconnectPlace(facts.connectionId),
        },
        notes: [],
      };
    case 'data-deleted':
      return {
        subject: say.dataDeleted.subject(platform),
        paragraphs: [say.dataDeleted.lead(platform, day), say.dataDeleted.own(platform)],
        facts: about,
        action: { label: say.action.connections, href: `${ctx.siteUrl}/connections` },
        notes: [],
      };
  }
}

function signInLetter(href: string, ctx: LetterContext, say: MailPhrases): LetterBody {
  return {
    subject: say.signIn.subject(ctx.brand),
    paragraphs: [say.signIn.lead, say.signIn.once],
    facts: [],
    action: { label: say.action.signIn, href },
    notes: [say.signIn.notYou],
  };
}
