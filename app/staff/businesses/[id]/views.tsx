// List of the staff who last viewed a business, so that each of them knows that views are recorded.
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { StaffBusiness } from '@/lib/staff/get-business';

export async function Views({ view: { views } }: { view: StaffBusiness }) {
  const [t, format] = [await getTranslations('staff.business'), await getReaderFormat()];
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <h2 className="font-semibold text-18">{t('looks')}</h2>
      <p className="text-14 text-ink-soft">{t('looksLead')}</p>
      <ul className="divide-y divide-line border-line border-y">
        {views.map(({ staffId, name, what, at }) => (
          <li key={`${staffId} ${what} ${at.toISOString()}`} className="flex flex-wrap gap-x-4 gap-y-1 py-2">
            <bdi className="min-w-0 wrap-anywhere font-medium">{name}</bdi>
            <span>{t(`lookedAt.${what}`)}</span>
            <span className="tabular text-ink-soft">{format.moment(at)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
