// What is not here, or not the reader's: the two are never told apart.
import { getTranslations } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { PageHeading } from '@/components/ui/page-heading';
import { Shell } from './shell';

export default async function NotFound() {
  const t = await getTranslations('errors.notFound');
  return (
    <Shell>
      <title>{t('title')}</title>
      <div className="ask">
        <PageHeading title={t('title')} lead={t('text')} />
        <div>
          <ButtonLink href="/home">{t('action')}</ButtonLink>
        </div>
      </div>
    </Shell>
  );
}
