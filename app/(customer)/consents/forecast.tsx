// Forecast of what ends in the next twelve months, soonest first.
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { fileHref } from '@/lib/auth/made-for';
import type { Ctx } from '@/lib/context';
import { reconnectPlace } from '@/lib/domain/next-step/next-step';
import { needsAttention, type UpcomingEnd } from '@/lib/expiry/list-ends';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

export async function Forecast({ ctx, ends }: { ctx: Ctx; ends: readonly UpcomingEnd[] }) {
  const [t, format] = [await getTranslations('consents.forecast'), await getReaderFormat()];
  const tell = await getTeller();
  return (
    <section className="grid justify-items-start gap-3">
      <h2 className="font-semibold text-22">{t('title')}</h2>
      <p className="max-w-prose text-ink-soft">{t(ends.length === 0 ? 'none' : 'lead')}</p>
      {ends.length === 0 ? null : (
        <>
          <ol className="w-full divide-y divide-line rounded-card border border-line bg-surface">
            {ends.map((end) => {
              const { what, action, href } = tell(end);
              return (
                <li key={end.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 p-4">
                  <div className="min-w-0">
                    <p className="font-medium">{what}</p>
                    <p className="tabular text-14 text-ink-soft">
                      {t('when', { date: format.day(end.endsAt), ago: format.inDays(end.endsAt) })}
                    </p>
                  </div>
                  {needsAttention(end, ctx.now) ? (
                    <a href={href} className="link inline-flex min-h-target items-center">
                      {action}
                      <span className="sr-only">: {what}</span>
                    </a>
                  ) : null}
                </li>
              );
            })}
          </ol>
          <p className="max-w-prose text-14 text-ink-soft">{t('calendarNote')}</p>
          <ButtonLink href={fileHref(ctx, '/consents/forecast.ics')} variant="secondary">
            {t('calendar')}
          </ButtonLink>
        </>
      )}
    </section>
  );
}

async function getTeller() {
  const [t, locale] = [await getTranslations('consents.forecast'), await getLocale()];
  return (end: UpcomingEnd) => {
    if (end.kind === 'consent') {
      const what = t('consent', { product: end.product.name[locale] });
      return { what, action: t('renew'), href: `/consents/${end.product.id}${end.isPaused ? '' : '/renew'}` };
    }
    const { platformName, organisation } = end.connection;
    const bank = organisation === null ? platformName : `${platformName} (${organisation})`;
    const isAtBank = end.way === 'sign-in';
    return {
      what: t(isAtBank ? 'bankAtBank' : 'bank', { bank }),
      action: t(isAtBank ? 'signIn' : 'confirm'),
      href: isAtBank ? reconnectPlace(end.connection.id) : '/reconfirm',
    };
  };
}
