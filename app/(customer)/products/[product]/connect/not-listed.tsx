// Way on for a customer whose platform is not in the list.

import { ButtonLink } from '@/components/ui/button';
import type { Ctx } from '@/lib/context';
import type { Product } from '@/lib/domain/product/product';
import { uploadPlace } from '@/lib/domain/upload/upload-place';
import { getTranslations } from '@/lib/i18n/translations';
import { fileKinds } from '@/lib/upload/file-kinds';

/** @param agreed the product, cut to the sources that the customer agreed to */
export async function NotListed({ ctx, agreed }: { ctx: Pick<Ctx, 'codat'>; agreed: Product }) {
  const t = await getTranslations('connect.notListed');
  const kinds = fileKinds(ctx, agreed);
  return (
    <section className="grid gap-3 border-line border-t pt-6">
      <h2 className="font-semibold text-18">{t('title')}</h2>
      <p className="max-w-prose text-ink-soft">{t(kinds.length === 0 ? 'textAsk' : 'text')}</p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {kinds.map((type) => (
          <ButtonLink key={type} href={uploadPlace(agreed.id, type)} variant="secondary">
            {t(`files.${type}`)}
          </ButtonLink>
        ))}
        <a href={`/products/${agreed.id}/missing`} className="link inline-flex min-h-target items-center">
          {t('ask')}
        </a>
      </div>
    </section>
  );
}
