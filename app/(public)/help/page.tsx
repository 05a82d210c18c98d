// Help: the questions people ask at each stage, and three ways to reach a person.
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Facts } from '@/components/ui/facts';
import { PageHeading } from '@/components/ui/page-heading';
import { getSupport } from '../../support';

/** The first group's answers stand on the start page, too: one source. */
const BEFORE = ['all', 'secure', 'listed', 'parties', 'stop', 'codat'] as const;
const GROUPS = {
  platform: ['rights', 'online', 'desktop', 'installed', 'bank', 'shop', 'colleague'],
  after: ['slow', 'wrong', 'lost', 'expires', 'twice'],
  stopping: ['one', 'all', 'pause', 'delete', 'proof'],
} as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('help') };
}

export default async function HelpPage() {
  const support = getSupport();
  const [t, faq] = [await getTranslations('help'), await getTranslations('start.faq')];
  const { phone, email } = support;
  return (
    <div className="ask">
      <PageHeading title={t('title')} lead={t('lead')} />
      <Group
        title={t('before')}
        entries={BEFORE.map((id) => ({
          id,
          question: faq(`${id}.q`),
          answer: faq(`${id}.a`, { ...support }),
        }))}
      />
      <Group
        title={t('platform.title')}
        entries={GROUPS.platform.map((id) => ({
          id,
          question: t(`platform.${id}.q`),
          answer: t(`platform.${id}.a`, { ...support }),
        }))}
      />
      <Group
        title={t('after.title')}
        entries={GROUPS.after.map((id) => ({
          id,
          question: t(`after.${id}.q`),
          answer: t(`after.${id}.a`, { ...support }),
        }))}
      />
      <Group
        title={t('stopping.title')}
        entries={GROUPS.stopping.map((id) => ({
          id,
          question: t(`stopping.${id}.q`),
          answer: t(`stopping.${id}.a`, { ...support }),
        }))}
      />
      <section className="grid gap-3 border-line border-t pt-8">
        <h2 className="font-semibold text-22">{t('person.title')}</h2>
        <p>{t('person.lead')}</p>
        <Facts
          facts={[
            {
              term: t('person.phone'),
              value: (
                <a href={`tel:${phone.replace(/[^+\d]/g, '')}`} className="link tabular">
                  {phone}
                </a>
              ),
            },
            {
              term: t('person.mail'),
              value: (
                <a href={`mailto:${email}`} className="link break-all">
                  {email}
                </a>
              ),
            },
          ]}
        />
      </section>
    </div>
  );
}

function Group({
  title,
  entries,
}: {
  title: string;
  entries: { id: string; question: string; answer: string }[];
}) {
  return (
    <section className="grid gap-4">
      <h2 className="font-semibold text-22">{title}</h2>
      <DisclosureList>
        {entries.map(({ id, question, answer }) => (
          <Disclosure key={id} summary={question}>
            <p className="max-w-prose text-ink-soft">{answer}</p>
          </Disclosure>
        ))}
      </DisclosureList>
    </section>
  );
}
