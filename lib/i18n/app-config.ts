// Type declaration of messages: a key missing in messages/en.json is a type error.

import type {} from 'next-intl';
import type en from '@/messages/en.json';
import type { Locale as AppLocale } from '../domain/text/language';

declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale;
    Messages: typeof en;
  }
}
