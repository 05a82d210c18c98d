// Page of one delegated link: how to pass it on, how far it has come, and how to revoke it.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { ContinueForm } from '@/components/continue-form';
import { ButtonLink } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { PageHeading } from '@/components/ui/page-heading';
import { Status } from '@/components/ui/status';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getShare, type ShareView } from '@/lib/delegated-link/get-share';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getProduct } from '@/lib/product/get-product';
import { getEnv } from '@/lib/runtime/env';
import { Allowed } from '../../authority/allowed';
import { revokeShareAction } from '../../products/[product]/share/actions';
import { SHARE_TONES } from '../../products/[product]/share/tones';
import { PassOn } from './pass-on';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('share') };
}

export default async function SharePage({ params }: PageProps<'/shares/[id]'>) {
  const { id } = await params;
  const path = `/shares/${id}`;
  const customer = await requireCustomer(path);
  const ctx = await getCtx(customer, path);
  const env = getEnv();
  const view = await orNotFound(getShare(ctx, id, env.NEXTAUTH_SECRET));
  const { share, status, token } = view;
  const product = await getProduct(ctx.db, share.productId);
  const [t, locale] = [await getTranslations('share'), await getLocale()];
  return (
    <div className="ask">
      <div className="grid gap-2">
        <PageHeading
          back={{ href: `/products/${product.id}/share`, label: product.name[locale] }}
          title={t('linkTitle', { platform: share.platformName })}
          lead={t(`explain.${status}`, { platform: share.platformName })}
        />
        <Status tone={SHARE_TONES[status]}>{t(`status.${status}`)}</Status>
      </div>
      {token === null ? (
        <Next view={view} />
      ) : (
        <PassOn
          url={new URL(`/share/${token}`, env.NEXTAUTH_URL).href}
          platform={share.platformName}
          businessName={customer.companyName}
          personName={customer.name}
          expiresAt={share.expiresAt}
        />
      )}
      <History view={view} />
      {token === null && status !== 'orphaned' ? null : (
        <Allowed ctx={ctx} right="end" path={path}>
          <ContinueForm
            action={revokeShareAction}
            variant="secondary"
            hidden={{ page: path, share: share.id }}
            words={{
              submit: t('revoke'),
              submitting: t('revoking'),
              failed: (await getTranslations('errors'))('title'),
            }}
          />
        </Allowed>
      )}
    </div>
  );
}

async function Next({ view: { share, status } }: { view: ShareView }) {
  const t = await getTranslations('share');
  return (
    <div>
      {status === 'authorised' ? (
        <ButtonLink href={`/products/${share.productId}/done`}>{t('seeDone')}</ButtonLink>
      ) : (
        <ButtonLink href={`/products/${share.productId}/share?platform=${share.platformKey}`}>
          {t('makeNew')}
        </ButtonLink>
      )}
    </div>
  );
}

async function History({ view: { share } }: { view: ShareView }) {
  const [t, format] = [await getTranslations('share'), await getReaderFormat()];
  const moments = [
    { term: t('createdAt'), at: share.createdAt },
    { term: t('openedAt'), at: share.openedAt },
    { term: t('authorisedAt'), at: share.authorisedAt },
    { term: t('revokedAt'), at: share.revokedAt },
    { term: t('expiresAt'), at: share.expiresAt },
  ];
  return (
    <Facts
      facts={moments.flatMap(({ term, at }) => (at === null ? [] : [{ term, value: format.moment(at) }]))}
    />
  );
}
