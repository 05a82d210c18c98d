// List of the sources that a product needs: whether each is connected, and what connecting it brings.
import { getLocale } from 'next-intl/server';
import { Status } from '@/components/ui/status';
import { mayServe } from '@/lib/domain/access/access-now';
import { sourceTypesOf } from '@/lib/domain/product/product';
import { getTranslations } from '@/lib/i18n/translations';
import type { ProductView } from '@/lib/product/get-product-view';

export async function Needs({
  product,
  connections,
  now,
}: Pick<ProductView, 'product' | 'connections' | 'now'>) {
  const [t, s, locale] = [
    await getTranslations('product'),
    await getTranslations('sources'),
    await getLocale(),
  ];
  return (
    <section className="grid gap-3">
      <h2 className="text-18 font-semibold">{t('needs')}</h2>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {sourceTypesOf(product).map((type) => {
          const source = product.sources.find((one) => one.sourceType === type);
          const linked = connections.find((c) => c.sourceType === type && mayServe(c, now));
          return (
            <li key={type} className="grid gap-1 p-4">
              <div className="flex items-baseline justify-between gap-4">
                <h3 className="font-medium">{s(`name.${type}`)}</h3>
                {linked ? (
                  <Status tone="positive">{linked.platformName}</Status>
                ) : (
                  <span className="text-14 text-ink-soft">
                    {s(source?.required ? 'required' : 'optional')}
                  </span>
                )}
              </div>
              <p className="text-ink-soft">{source?.benefit[locale]}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
