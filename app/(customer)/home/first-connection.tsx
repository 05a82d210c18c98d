// Card shown while nothing is connected: an example of what will be here, and the way to connect.
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import type { NextConnection } from '@/lib/domain/next-step/next-connection';
import { getTranslations } from '@/lib/i18n/translations';
import { CashExample } from '../../cash-example';

export async function FirstConnection({ next }: { next: NextConnection }) {
  const [t, p, locale] = [await getTranslations('home'), await getTranslations('product'), await getLocale()];
  return (
    <section className="grid items-center gap-6 md:grid-cols-[minmax(0,1fr)_22rem] md:gap-12">
      <div className="grid content-center justify-items-start gap-3">
        <h2 className="font-semibold text-22">{t('emptyTitle')}</h2>
        <p className="text-ink-soft">{t('emptyText', { product: next.product.name[locale] })}</p>
        <ButtonLink href={next.href}>
          {next.goesOn
            ? p(`step.${next.goesOn.kind}`, { platform: next.goesOn.platform })
            : p(`connectAction.${next.sourceType}`)}
        </ButtonLink>
      </div>
      {next.sourceType === 'Commerce' ? null : <CashExample source={next.sourceType} />}
    </section>
  );
}
