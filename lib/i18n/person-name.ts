// Name of a person in the record, or the sentence that replaces it after erasure.
import 'server-only';
import { getTranslations } from './translations';

export async function personNames() {
  const t = await getTranslations('people');
  return (name: string): string => (name === '' ? t('erased') : name);
}
