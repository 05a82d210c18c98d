// Redline of the words since the customer agreed to them, on demand; nothing when they are the same.
import { getLocale } from 'next-intl/server';
import { ConsentRedline } from '@/components/consent-redline';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { getController } from '@/lib/consent/controller';
import { getRedline } from '@/lib/consent/get-redline';
import type { Ctx } from '@/lib/context';
import type { ConsentEventBody } from '@/lib/domain/consent/consent';
import { getTranslations } from '@/lib/i18n/translations';

interface Props {
  ctx: Pick<Ctx, 'db'>;
  /** Terms that were agreed to; null when there are none. */
  terms: ConsentEventBody | null;
}

export async function WordsChanged({ ctx, terms }: Props) {
  const found = terms === null ? null : await getRedline(ctx.db, terms, getController());
  if (found === null) return null;
  const [t, locale] = [await getTranslations('consent.redline'), await getLocale()];
  return (
    <DisclosureList>
      <Disclosure summary={t('title')}>
        <ConsentRedline
          lines={found.lines}
          language={found.language}
          words={{ added: t('added'), removed: t('removed'), language: locale }}
        />
      </Disclosure>
    </DisclosureList>
  );
}
