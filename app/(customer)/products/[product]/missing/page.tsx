// Page for a customer whose platform is not in the list: name it, or send files instead.
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getCtx } from '@/lib/auth/context';
import { typedBefore } from '@/lib/auth/made-for';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { getController } from '@/lib/consent/controller';
import { isOpenAccess } from '@/lib/domain/access/access-now';
import { NOTE_AT_MOST, PLATFORM_NAME_AT_MOST } from '@/lib/domain/connection/platform-request';
import { sourceTypesOf } from '@/lib/domain/product/product';
import { uploadPlace } from '@/lib/domain/upload/upload-place';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { getProductView } from '@/lib/product/get-product-view';
import { fileKinds } from '@/lib/upload/file-kinds';
import { listOwnPlatformRequests } from '@/lib/upload/request-platform';
import { Allowed } from '../../../authority/allowed';
import { requestPlatformAction } from './actions';
import { MissingForm } from './form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('missing') };
}

export default async function MissingPage({
  params,
  searchParams,
}: PageProps<'/products/[product]/missing'>) {
  const { product: id } = await params;
  const path = `/products/${id}/missing`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const { product, agreed, step, connections } = await orNotFound(getProductView(ctx, id));
  if (step.kind === 'paused') redirect(`/consents/${id}`);
  if (step.kind === 'consent') redirect(`/products/${id}/consent`);
  const [t, s, e, format, locale] = [
    await getTranslations('missing'),
    await getTranslations('sources'),
    await getTranslations('errors'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const told = await listOwnPlatformRequests(ctx, id);
  const query = await searchParams;
  const latest = 'told' in query ? told[0] : undefined;
  const kinds = sourceTypesOf(product);
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/products/${id}/connect`, label: product.name[locale] }}
        title={t('title')}
        lead={t('lead')}
      />
      {latest === undefined ? (
        <Allowed ctx={ctx} right="connect" path={path}>
          <MissingForm
            action={requestPlatformAction}
            hidden={{ page: path, product: id }}
            kinds={kinds.map((type) => ({ value: type, label: s(`name.${type}`) }))}
            chosen={
              kinds.find(
                (type) => !connections.some((c) => c.sourceType === type && isOpenAccess(c, ctx.now)),
              ) ?? ''
            }
            typed={typedBefore(query.kept, path, ctx.actor.userId)}
            limits={{ name: PLATFORM_NAME_AT_MOST, note: NOTE_AT_MOST }}
            words={{
              kind: t('sourceType'),
              choose: t('choose'),
              name: t('name'),
              nameHint: t('nameHint'),
              note: t('note'),
              submit: t('submit'),
              submitting: t('submitting'),
              failed: e('title'),
            }}
          />
        </Allowed>
      ) : (
        <Notice tone="positive" title={t('askedTitle', { platform: latest.name })}>
          {t('askedText', { bank: getController().name })}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {fileKinds(ctx, agreed).map((type) => (
          <ButtonLink key={type} href={uploadPlace(id, type)} variant="secondary">
            {t(`files.${type}`)}
          </ButtonLink>
        ))}
        <a href={`/products/${id}/connect`} className="link inline-flex min-h-target items-center">
          {t('back')}
        </a>
      </div>
      {told.length === 0 ? null : (
        <section className="grid gap-2 border-line border-t pt-8">
          <h2 className="font-semibold text-18">{t('toldTitle')}</h2>
          <ul className="grid gap-1">
            {told.map(({ id: key, name, at }) => (
              <li key={key} className="wrap-anywhere">
                {t('told', { platform: name, date: format.day(at) })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
