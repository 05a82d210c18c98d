// List of every party that handles the data of any product, with its task.
import { getLocale } from 'next-intl/server';
import { Facts } from '@/components/ui/facts';
import type { Party } from '@/lib/domain/product/product';
import { getTranslations } from '@/lib/i18n/translations';

export async function Parties({ parties }: { parties: Party[] }) {
  const [t, locale] = [await getTranslations('privacy.who'), await getLocale()];
  return (
    <Facts
      facts={parties.map(({ name, does, onlyFor }) => ({
        term: name,
        value: onlyFor === undefined ? does[locale] : `${does[locale]} ${t(`onlyFor.${onlyFor}`)}`,
      }))}
    />
  );
}
