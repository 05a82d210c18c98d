// Facts of the set-up check: this site as configured.
import type { AppEnv } from '../runtime/env-schema';

export type SetupEnv = Pick<
  AppEnv,
  | 'NEXTAUTH_URL'
  | 'CODAT_SYNC_PRODUCTS'
  | 'CODAT_PRODUCT_IDS'
  | 'CODAT_WEBHOOK_SECRET'
  | 'RECEIPT_SIGNING_KEYS'
  | 'SMTP_URL'
>;

export interface Site {
  origin: string;
  /** The address to which Codat sends its events. */
  webhookUrl: string;
  syncsProducts: boolean;
}

/** @param webhookUrl of the webhook endpoint, if a separate process serves it at another address */
export function siteOf(env: SetupEnv, webhookUrl?: string): Site {
  const { origin } = new URL(env.NEXTAUTH_URL);
  return {
    origin,
    webhookUrl: webhookUrl ?? `${origin}/api/webhooks/codat`,
    syncsProducts: env.CODAT_SYNC_PRODUCTS === 'on',
  };
}
