// Help page: frequent questions by stage, and three ways to reach a person.
import type { Metadata } from 'next';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { getTools } from '@/lib/auth/context';
import { knownPlatforms, platformHelp } from '@/lib/domain/connection/platform-help';
import { getTranslations } from '@/lib/i18n/translations';
import { findReference } from '@/lib/mail/ask-for-help';
import { getSupport } from '../../support';
import { wayBack, withBack } from '../way-back';
import { Person } from './person';
import { Questions } from './questions';

/** The start page shows the answers of this group, too: one source. */
const BEFORE = ['all', 'secure', 'listed', 'parties', 'stop', 'codat'] as const;
const GROUPS = {
  platform: ['rights', 'online', 'desktop', 'installed', 'phone', 'bank', 'shop', 'colleague'],
  after: ['slow', 'wrong', 'lost', 'expires', 'twice'],
  stopping: ['one', 'all', 'pause', 'delete', 'proof'],
} as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('help') };
}

export default async function HelpPage({ searchParams }: PageProps<'/help'>) {
  const query = await searchParams;
  const back = await wayBack('/help', query);
  const support = getSupport();
  const [t, faq] = [await getTranslations('help'), await getTranslations('start.faq')];
  const h = await getTranslations('platformHelp');
  const sent =
    query.sent === undefined ? null : await findReference((await getTools('/help')).db, query.sent);
  return (
    <div className="ask">
      <PageHeading
        back={back === null ? undefined : { href: back, label: t('back') }}
        title={t('title')}
        lead={t('lead')}
      />
      {sent === null ? null : (
        <Notice tone="positive" title={t('form.sentTitle', { reference: sent })}>
          {t('form.sentText', { phone: support.phone })}
        </Notice>
      )}
      <p>
        <a href="#person" className="link inline-flex min-h-target items-center">
          {t('toPerson')}
        </a>
      </p>
      <Questions
        title={t('before')}
        entries={BEFORE.map((id) => ({
          id,
          question: faq(`${id}.q`),
          answer: faq(`${id}.a`, { ...support }),
        }))}
      />
      <Questions
        title={t('platform.title')}
        entries={GROUPS.platform.map((id) => ({
          id,
          question: t(`platform.${id}.q`),
          answer: t(`platform.${id}.a`, { ...support }),
        }))}
      />
      <Questions
        title={h('title')}
        entries={knownPlatforms().map(({ key, name: platform, sourceType }) => {
          const { who, where, fails } = platformHelp(key, sourceType);
          const lines = [
            h(`who.${who}`, { platform }),
            h(`where.${where}`, { platform }),
            h(`fails.${fails}`, { platform }),
          ];
          return { id: key, question: platform, answer: lines.join(' ') };
        })}
      />
      <Questions
        title={t('after.title')}
        entries={GROUPS.after.map((id) => ({
          id,
          question: t(`after.${id}.q`),
          answer: t(`after.${id}.a`, { ...support }),
        }))}
      />
      <Questions
        title={t('stopping.title')}
        entries={GROUPS.stopping.map((id) => ({
          id,
          question: t(`stopping.${id}.q`),
          answer: t(`stopping.${id}.a`, { ...support }),
        }))}
      />
      <p>
        <a href={withBack('/privacy', back)} className="link inline-flex min-h-target items-center">
          {t('toPrivacy')}
        </a>
      </p>
      <Person back={back} />
    </div>
  );
}
