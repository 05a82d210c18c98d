// Links to the older and newer pages of a list, in the reader's language; the rest of the address stays.
import { PageLinks } from '@/components/ui/page-links';
import type { Page } from '@/lib/domain/text/paging';
import { getTranslations } from '@/lib/i18n/translations';

interface Props {
  page: Pick<Page<unknown>, 'older' | 'newer'>;
  /** What the pages are of. */
  of: string;
  path: string;
  /** Of the list, in the address. */
  name: string;
  /** What else the address says. */
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
