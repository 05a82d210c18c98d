// Page shown when a delegated link is opened too often: the same for real and invalid tokens.

import { PageHeading } from '@/components/ui/page-heading';
import { waitOf } from '@/lib/domain/text/wait';
import { getTranslations } from '@/lib/i18n/translations';

export async function Later({ seconds }: { seconds: number }) {
  const t = await getTranslations('colleague.later');
  return (
    <div className="ask">
      <PageHeading title={t('title')} lead={t('text', { ...waitOf(seconds) })} />
    </div>
  );
}
