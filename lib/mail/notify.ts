// Transactional outbox of news: once in the app, and one letter to each person.

import type { Db } from '@/db/client';
import { insertNotification } from '@/db/queries/notifications';
import type { MailFacts } from '../domain/letter/mail';
import type { Locale } from '../domain/text/language';
import { postMail } from './post-mail';

export type NewsKind =
  | 'consent-expiring'
  | 'consent-expired'
  | 'connection-expiring'
  | 'connection-expired'
  | 'connection-unfinished'
  | 'still-sharing'
  | 'data-deleted';

export interface News<K extends NewsKind> {
  companyId: string;
  kind: K;
  productId?: string;
  connectionId?: string;
  /** The same facts for the letter and the page. */
  facts: MailFacts[K];
  language: Locale;
  /** Deduplication key: each piece of news is stored once, whichever process finds it. */
  dedupe: string;
  now: Date;
  requestId: string;
}

/** Call it in the transaction of the event it is about. @returns false when the same news was stored before */
export async function notify<K extends NewsKind>(tx: Db, news: News<K>): Promise<boolean> {
  const { companyId, kind, facts, dedupe, language, requestId, now } = news;
  const isNew = await insertNotification(tx, {
    companyId,
    kind,
    productId: news.productId ?? null,
    connectionId: news.connectionId ?? null,
    facts,
    dedupe,
    createdAt: now,
  });
  if (isNew) await postMail(tx, { companyId, kind, facts, language, dedupe, requestId, now });
  return isNew;
}
