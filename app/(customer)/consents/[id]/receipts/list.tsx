// List of the receipts of one agreement: what happened, when, and both files.

import { ReceiptList } from '@/components/receipt-list';
import { fileHref } from '@/lib/auth/made-for';
import type { Ctx } from '@/lib/context';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { listOwnReceipts } from '@/lib/receipt/list-receipts';
import { Turn } from '../../../../turn';

interface Props {
  ctx: Ctx;
  productId: string;
  brand: string;
  /** From the address: a claim. */
  cursor: string | string[] | undefined;
}

export async function Receipts({ ctx, productId, brand, cursor }: Props) {
  const page = await listOwnReceipts(ctx, productId, cursor);
  if (page.items.length === 0 && page.older === null) return null;
  const [t, event, asked, format] = [
    await getTranslations('receipts'),
    await getTranslations('consents.event'),
    await getTranslations('consents.onRequest'),
    await getReaderFormat(),
  ];
  return (
    <ReceiptList
      id="receipts"
      words={{ title: t('title'), lead: t('lead'), check: t('check'), pdf: t('pdf'), file: t('file') }}
      entries={page.items.map(({ id, type, at, isOnRequest }) => ({
        id,
        what: isOnRequest && type === 'withdrawn' ? asked(type) : event(type, { brand }),
        when: format.moment(at),
        href: {
          pdf: fileHref(ctx, `/consents/${productId}/receipts/${id}/receipt.pdf`),
          json: fileHref(ctx, `/consents/${productId}/receipts/${id}/receipt.json`),
        },
      }))}
    >
      <Turn page={page} of={t('title')} path={`/consents/${productId}`} name="receipts" />
    </ReceiptList>
  );
}
