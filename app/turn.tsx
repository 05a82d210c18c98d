// Pagination links of a list, in the reader's language; the rest of the address stays.
import { PageLinks } from '@/components/ui/page-links';
import type { Page } from '@/lib/domain/text/paging';
import { getTranslations } from '@/lib/i18n/translations';

interface Props {
  page: Pick<Page<unknown>, 'older' | 'newer'>;
  /** Plural noun of what the pages list. */
  of: string;
  path: string;
  /** Name of the list's parameter in the address. */
  name: string;
  /** Other parameters of the address, which stay. */
  query?: Readonly<Record<string, string>>;
}

export async function Turn({ page, of, path, name, query = {} }: Props) {
  const t = await getTranslations('paging');
  const href = (cursor: string | null) =>
    cursor === null ? null : `${path}?${new URLSearchParams({ ...query, [name]: cursor })}#${name}`;
  return (
    <PageLinks
      label={t('label', { of })}
      words={{ older: t('older'), newer: t('newer') }}
      href={{ older: href(page.older), newer: href(page.newer) }}
    />
  );
}
