// Start page: what a customer gets, how the data is used, what to do next, and frequent questions.

import { __iconData as check } from 'lucide-react/icons/check';
import type { Metadata } from 'next';
import { ButtonLink } from '@/components/ui/button';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Icon } from '@/components/ui/icon';
import { ValuePart } from '@/components/value-part';
import { getTranslations } from '@/lib/i18n/translations';
import { getEnv } from '@/lib/runtime/env';
import { isDemo } from '@/lib/runtime/is-demo';
import { CashExample } from '../cash-example';
import { getSupport } from '../support';

const CONSENT = '/products/business-insights/consent';
const QUESTIONS = ['all', 'secure', 'listed', 'parties', 'stop', 'codat'] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('start'))('title') };
}

export default async function StartPage() {
  const { brand, phone, email } = getSupport();
  const t = await getTranslations('start');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-12 sm:gap-16">
      <section className="grid grid-cols-[minmax(0,1fr)] items-center gap-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:gap-16 lg:py-4">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <div className="grid gap-3">
            <p className="font-semibold text-brand-ink">{t('product')}</p>
            <h1 className="font-semibold text-28 sm:text-36">{t('heading')}</h1>
            <p className="max-w-prose text-18 text-ink-soft">{t('lead', { brand })}</p>
          </div>
          <div className="grid gap-2 sm:flex sm:flex-wrap sm:gap-3">
            <ButtonLink href={CONSENT}>{t('connect')}</ButtonLink>
            <ButtonLink href="/connections" variant="quiet">
              {t('manage')}
            </ButtonLink>
          </div>
          <ul aria-label={t('facts.label')} className="flex flex-wrap gap-x-6 gap-y-2">
            {(['read', 'history', 'stop'] as const).map((fact) => (
              <li key={fact} className="flex items-center gap-2">
                <Icon data={check} className="text-positive" />
                {t(`facts.${fact}`)}
              </li>
            ))}
          </ul>
        </div>
        <CashExample source="Accounting" />
      </section>

      <div className="grid gap-10 border-line border-t pt-10 sm:pt-12 md:grid-cols-3 md:gap-8">
        <ValuePart title={t('get.title')} items={[t('get.charts'), t('get.alerts'), t('get.forecast')]} />
        <ValuePart title={t('use.title')} items={[t('use.purpose'), t('use.limits'), t('use.sell')]} />
        <ValuePart
          title={t('next.title')}
          items={[t('next.signIn', { brand }), t('next.agree'), t('next.choose')]}
          isOrdered
        />
      </div>

      <section className="grid gap-5 border-line border-t pt-10 sm:pt-12 md:grid-cols-3 md:gap-8">
        <div className="grid content-start gap-2">
          <h2 className="font-semibold text-22">{t('faq.title')}</h2>
          <p className="text-ink-soft">{t('faq.lead', { phone })}</p>
        </div>
        <div className="md:col-span-2">
          <DisclosureList>
            {QUESTIONS.map((id) => (
              <Disclosure key={id} summary={t(`faq.${id}.q`)}>
                <p className="max-w-prose text-ink-soft">{t(`faq.${id}.a`, { brand, phone, email })}</p>
              </Disclosure>
            ))}
          </DisclosureList>
        </div>
      </section>
      {isDemo(getEnv()) ? <DemoLink /> : null}
    </div>
  );
}

async function DemoLink() {
  const t = await getTranslations('demo');
  return (
    <p className="text-center text-14">
      <a href="/demo" className="link inline-flex min-h-target items-center">
        {t('openFromStart')}
      </a>
    </p>
  );
}
