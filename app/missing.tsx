// Words of every not-found page: they never tell a page that does not exist from one of another reader.

import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { getTranslations } from '@/lib/i18n/translations';

export async function Missing() {
  const t = await getTranslations('errors.notFound');
  return (
    <div className="ask">
      <title>{t('title')}</title>
      <PageHeading title={t('title')} lead={t('text')} />
      <div>
        <ButtonLink href="/home">{t('action')}</ButtonLink>
      </div>
    </div>
  );
}
