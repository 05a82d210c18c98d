// Sentences about the effect of an action on each product, made from the computed consequences.
import { getLocale } from 'next-intl/server';
import type { ConnectionView } from '@/lib/connection/get-connection-view';
import type { Impact, ProductImpact } from '@/lib/domain/next-step/impact';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function getProductLines(
  view: ConnectionView,
  told: Impact,
): Promise<{ stops: string[]; goesOn: string[] }> {
  const [t, d, format, locale] = [
    await getTranslations('connections.disconnectAsk'),
    await getTranslations('connections.deleteAsk'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const lineOf = ({ productId, effect, lostDataTypes }: ProductImpact): string => {
    const found = view.facts.products.find(({ id }) => id === productId);
    const product = found?.name[locale] ?? productId;
    const lost = (found?.data ?? []).filter(({ dataTypes }) =>
      dataTypes.some(({ id }) => lostDataTypes.includes(id)),
    );
    switch (effect) {
      case 'stops':
        return d('stops', { product });
      case 'in-part':
        return t('in-part', { product, data: format.list(lost.map(({ label }) => label[locale])) });
      case 'on-data-read':
      case 'continues':
        return t(effect, { product });
      default:
        return effect satisfies never;
    }
  };
  const linesOf = (isGoingOn: boolean) =>
    told.products.filter(({ effect }) => (effect === 'continues') === isGoingOn).map(lineOf);
  return { stops: linesOf(false), goesOn: linesOf(true) };
}
