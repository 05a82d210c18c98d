// Primary action of a product page: named by the next step and by what it connects.

import { ButtonLink } from '@/components/ui/button';
import { missingSources, placeOf } from '@/lib/domain/next-step/next-step';
import { stepWords } from '@/lib/domain/next-step/step-words';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { ProductView } from '@/lib/product/get-product-view';

export async function Action({ view }: { view: ProductView }) {
  const { product, consent, step, declined } = view;
  const [t, format] = [await getTranslations('product'), await getReaderFormat()];
  const platform = 'platformName' in step ? step.platformName : '';
  const { note, label } = stepWords({ ...view, hasDeclined: declined !== null });
  const isRefused = label === 'refused';
  const agreed = step.kind !== 'consent' && consent?.givenAt ? consent.givenAt : null;
  const source = isRefused ? null : sourceToConnect(view);
  return (
    <section className="grid gap-3">
      <p>{t(`note.${note}`, { platform })}</p>
      {agreed ? (
        <p className="text-14 text-ink-soft">
          {t('standing.given', { date: format.day(agreed) })}
          {consent?.expiresAt ? ` · ${t('standing.until', { date: format.day(consent.expiresAt) })}` : null}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <ButtonLink href={placeOf(product, step)} variant={isRefused ? 'secondary' : 'primary'}>
          {source === null ? t(`step.${label}`, { platform }) : t(`connectAction.${source}`)}
        </ButtonLink>
        {step.kind === 'consent' ? null : (
          <ButtonLink href={`/consents/${product.id}/withdraw`} variant="quiet">
            {(await getTranslations('consents'))('stop')}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}

/** Source that the next step connects; null when everything needed is connected. */
function sourceToConnect({ product, step, connections, now }: ProductView) {
  if (step.kind === 'connect') return step.sourceType;
  if (step.kind !== 'consent') return null;
  return missingSources(product, connections, now)[0] ?? null;
}
