// Words for one event of the customer's own record: what happened, and who did it.

import type { ConsentEventBody } from '@/lib/domain/consent/consent';
import { branchOf } from '@/lib/domain/consent/on-request';
import { personNames } from '@/lib/i18n/person-name';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function eventWords() {
  const [t, format] = [await getTranslations('consents'), await getReaderFormat()];
  const asked = await getTranslations('consents.onRequest');
  const personName = await personNames();
  const nameOf = ({ platform_name: platform, organisation }: ConsentEventBody['sources'][number]) =>
    organisation === null ? platform : `${platform} (${organisation})`;
  const byWhom = (event: ConsentEventBody): string => {
    const moment = format.moment(new Date(event.event_time));
    switch (event.entity.kind) {
      case 'customer':
        return t('eventBy', { moment, name: personName(event.entity.name) });
      case 'colleague':
        return t('eventOnBehalf', { moment, name: personName(event.entity.on_behalf_of.name) });
      case 'staff':
        return asked('by', {
          moment,
          name: personName(event.entity.name),
          brand: event.controller,
          asked: personName(event.collection.on_request?.asked_by.name ?? ''),
          channel: branchOf(event.collection.on_request?.channel ?? 'phone'),
        });
      case 'system':
        return t('eventBy', { moment, name: t('automatic') });
      default:
        return event.entity satisfies never;
    }
  };
  return {
    what: (event: ConsentEventBody) => {
      const type = event.event_type;
      if (event.entity.kind === 'staff' && (type === 'paused' || type === 'withdrawn')) return asked(type);
      return t(`event.${type}`, {
        brand: event.controller,
        platform: format.list(event.sources.map(nameOf)),
      });
    },
    byWhom,
  };
}
