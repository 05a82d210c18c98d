// Name of a person in the record: of whoever was erased from it there is none, and the page says so.
import 'server-only';
import { getTranslations } from './translations';

export async function personNames() {
  const t = await getTranslations('people');
  return (name: string): string => (name === '' ? t('erased') : name);
}
