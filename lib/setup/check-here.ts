// Set-up check of this installation's own configuration.
import type { SetupLine } from '../domain/work/setup';
import { isLoopback } from '../runtime/env-schema';
import type { SetupEnv, Site } from './facts';

export function checkHere(env: SetupEnv, { origin }: Site): SetupLine[] {
  return [publicUrl(origin), secret(env), receiptKeys(env), mail(env)];
}

function publicUrl(origin: string): SetupLine {
  const check = 'public address';
  if (origin.startsWith('https://') && !isLoopback(origin)) return { check, state: 'ok', says: origin };
  const says = `${origin} is on this machine`;
  return { check, state: 'to-do', says, next: 'Set NEXTAUTH_URL to the public https address of the site.' };
}

function secret({ CODAT_WEBHOOK_SECRET }: SetupEnv): SetupLine {
  const check = 'signing secret';
  if (CODAT_WEBHOOK_SECRET !== undefined) return { check, state: 'ok', says: 'set' };
  return {
    check,
    state: 'wrong',
    says: 'CODAT_WEBHOOK_SECRET is not set, so no event is taken in',
    next: 'Copy the secret of the consumer from the portal, Settings > Webhooks; no call tells it.',
  };
}

function receiptKeys({ RECEIPT_SIGNING_KEYS: { signing, published } }: SetupEnv): SetupLine {
  return {
    check: 'keys of receipts',
    state: 'ok',
    says: `${signing.kid} signs, ${published.length - 1} retired`,
  };
}

function mail({ SMTP_URL }: SetupEnv): SetupLine {
  const check = 'mail';
  const next = 'Set SMTP_URL and MAIL_FROM: receipts and reminders are owed to people.';
  if (SMTP_URL === undefined || SMTP_URL === 'none') {
    return { check, state: 'to-do', says: 'no letters are sent', next };
  }
  return { check, state: 'ok', says: `letters leave through ${new URL(SMTP_URL).hostname}` };
}
