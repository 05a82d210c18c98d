// List of facts about a connection: its organisation, its kind, when it was opened, confirmed and read.

import { Facts } from '@/components/ui/facts';
import type { ConnectionView } from '@/lib/connection/get-connection-view';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function ConnectionFactList({ view }: { view: ConnectionView }) {
  const [t, c, s, format] = [
    await getTranslations('connections.one'),
    await getTranslations('connections'),
    await getTranslations('sources'),
    await getReaderFormat(),
  ];
  const { connection, check, confirmBy, latest } = view;
  const platform = connection.platformName;
  const when = (at: Date | null) => (at === null ? t('notYet') : `${format.ago(at)}, ${format.moment(at)}`);
  // The organisation that was connected last, even if the customer has said that it is the wrong one.
  const last = latest.find(({ organisation }) => organisation !== null)?.organisation;
  const asked = check?.nameAfter ?? null;
  const organisation =
    asked === null
      ? (connection.organisation ?? last ?? t('organisationUnknown', { platform }))
      : t('organisationUnsure', { organisation: asked });
  const isUnfinished = connection.firstLinkedAt === null;
  return (
    <Facts
      facts={[
        ...(isUnfinished || connection.isUpload ? [] : [{ term: c('organisation'), value: organisation }]),
        { term: c('kind'), value: s(`name.${connection.sourceType}`) },
        { term: t('firstConnected'), value: when(connection.firstLinkedAt) },
        ...(connection.authorisedAt === null
          ? []
          : [{ term: t('lastAuthorised'), value: when(connection.authorisedAt) }]),
        ...(connection.isUpload ? [] : [{ term: t('lastRead'), value: when(connection.lastSyncAt) }]),
        ...(confirmBy === null
          ? []
          : [{ term: t('reconfirmBy'), value: `${format.day(confirmBy)} (${format.inDays(confirmBy)})` }]),
      ]}
    />
  );
}
