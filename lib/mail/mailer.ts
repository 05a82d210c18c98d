// Mailer: the mail server, the sender, and the bank's name, colours and addresses.

import type { LetterContext } from '../domain/letter/letter-parts';
import { brandColours } from '../domain/text/brand';
import { sitePlaceOf } from '../i18n/site-place';
import { type Env, getEnv } from '../runtime/env';
import type { LetterTheme } from './letter-html';
import { createSend, type SendMessage } from './transport';

export interface Mailer {
  /** Null if the site is configured to send no mail. */
  send: SendMessage | null;
  /** Address of the sender. */
  from: string;
  house: Pick<LetterContext, 'brand' | 'place' | 'support' | 'siteUrl'>;
  theme: LetterTheme;
  /** Secret from which sign-in links are derived. */
  secret: string;
  /** Days after the last sign-in at the service for which such a link works; null if links are off. */
  linkDays: number | null;
}

export function createMailer(env: Env): Mailer {
  const { BRAND_NAME: brand, BRAND_COLOUR: colour, BRAND_SUPPORT_EMAIL: email } = env;
  const from = env.MAIL_FROM ?? email;
  return {
    send: sendsMail(env) ? createSend(env.SMTP_URL, { name: brand, address: from, replyTo: email }) : null,
    from,
    house: {
      brand,
      place: sitePlaceOf(env),
      support: { email, phone: env.BRAND_SUPPORT_PHONE },
      siteUrl: new URL(env.NEXTAUTH_URL).origin,
    },
    theme: {
      brand,
      radius: env.BRAND_RADIUS,
      light: brandColours(colour, 'light'),
      dark: brandColours(colour, 'dark'),
    },
    secret: env.NEXTAUTH_SECRET,
    linkDays: signInLinkDays(env),
  };
}

/** True with a real mail server: only then can a magic link be offered. */
export function sendsMail(env: Env): env is Env & { SMTP_URL: string } {
  return env.SMTP_URL !== undefined && env.SMTP_URL !== 'none';
}

/** True if magic links are on: letters are really sent, and the configuration enables them. */
export function offersSignInLink(env: Env): boolean {
  return sendsMail(env) && env.SIGN_IN_LINK === 'on';
}

/**
 * Days after the last sign-in at the service for which a link is sent and works, at most as long as the person acts for
 * a business; null if links are off.
 */
export function signInLinkDays(env: Env): number | null {
  if (!offersSignInLink(env)) return null;
  return Math.min(env.SIGN_IN_LINK_DAYS, env.MEMBERSHIP_DAYS ?? Number.POSITIVE_INFINITY);
}

let memo: Mailer | undefined;

/** The process's own, created for the first letter. */
export function getMailer(): Mailer {
  memo ??= createMailer(getEnv());
  return memo;
}
