// Everything the customer agreed to, in force and ended.
import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ConsentCard } from '@/components/consent-card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { requireCustomer } from '@/lib/auth/viewer';
import { listOwnConsents, type OwnConsent } from '@/lib/consent/list-own-consents';
import { getReaderFormat } from '@/lib/i18n/reader-format';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('consents') };
}

export default async function ConsentsPage() {
  const ctx = await getCtx(await requireCustomer('/consents'), '/consents');
  const { current, past } = await listOwnConsents(ctx);
  const t = await getTranslations('consents');
  return (
    <div className="board">
      <PageHeading title={t('title')} lead={t('lead')} />
      {current.length + past.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          text={t('emptyText')}
          action={{ href: '/home', label: t('emptyAction') }}
        />
      ) : null}
      <Group title={t('current')} consents={current} />
      <Group title={t('past')} consents={past} />
    </div>
  );
}

async function Group({ title, consents }: { title: string; consents: OwnConsent[] }) {
  const [t, format, locale] = [await getTranslations('consents'), await getReaderFormat(), await getLocale()];
  if (consents.length === 0) return null;
  const isOver = (standing: OwnConsent['standing']) => standing === 'withdrawn' || standing === 'revoked';
  return (
    <section className="grid gap-4">
      <h2 className="font-semibold text-22">{title}</h2>
      <ul className="grid gap-4 md:grid-cols-2">
        {consents.map(({ product, consent, standing }) => (
          <li key={product.id}>
            <ConsentCard
              href={`/consents/${product.id}`}
              name={product.name[locale]}
              standing={standing}
              standingText={t(`standing.${standing}`)}
              facts={[
                { term: t('agreedOn'), value: consent.givenAt ? format.day(consent.givenAt) : '' },
                isOver(standing)
                  ? { term: t('endedOn'), value: format.day(consent.updatedAt) }
                  : {
                      term: t(standing === 'expired' ? 'endedOn' : 'endsOn'),
                      value: consent.expiresAt ? format.day(consent.expiresAt) : t('once'),
                    },
              ]}
              details={t('details')}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
