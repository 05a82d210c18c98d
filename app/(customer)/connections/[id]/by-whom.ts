// Words for the time and the author of a change of a connection: for a change by staff they say who had asked, and how.

import type { ConnectionView } from '@/lib/connection/get-connection-view';
import { getController } from '@/lib/consent/controller';
import { branchOf } from '@/lib/domain/consent/on-request';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function byWhomWords() {
  const [t, asked, format] = [
    await getTranslations('connections.one'),
    await getTranslations('consents.onRequest'),
    await getReaderFormat(),
  ];
  return ({
    at,
    by,
    onRequest,
  }: Pick<ConnectionView['latest'][number], 'at' | 'by' | 'onRequest'>): string => {
    const moment = format.moment(at);
    if (by === null) return moment;
    if (onRequest === null) return t('happenedBy', { moment, name: by });
    return asked('by', {
      moment,
      name: by,
      brand: getController().name,
      asked: onRequest.askedBy,
      channel: branchOf(onRequest.channel),
    });
  };
}
