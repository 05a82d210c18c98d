// Sentences of the embedded modules by language.
import type { Language } from './language';
import { EN, type Words } from './words-en';
import { FR } from './words-fr';

export function wordsOf(language: Language): Words {
  return language === 'fr' ? FR : EN;
}
