// Messages of the pages, by language.
import en from '@/messages/en.json';
import fr from '@/messages/fr.json';
import type { Locale } from '../domain/text/language';

export const MESSAGES: Record<Locale, typeof en> = { en, fr };
