// Explanation page: why a product may or may not read each kind of data, now or at a moment that the customer names.
import type { Metadata } from 'next';
import { getLocale } from 'next-intl/server';
import { AgreedWords } from '@/components/agreed-words';
import { MomentFields } from '@/components/moment-fields';
import { Button } from '@/components/ui/button';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHeading } from '@/components/ui/page-heading';
import { type Explanation, getExplanation } from '@/lib/access/get-explanation';
import { getCtx } from '@/lib/auth/context';
import { orNotFound } from '@/lib/auth/not-found';
import { requireCustomer } from '@/lib/auth/viewer';
import { listHistory } from '@/lib/consent/list-history';
import type { Ctx } from '@/lib/context';
import { type AskedMoment, readMoment } from '@/lib/domain/text/moment';
import { personNames } from '@/lib/i18n/person-name';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { Turn } from '../../../../turn';
import { eventWords } from '../../event-words';
import { Kinds } from './kinds';
import { reasonWords, type When } from './words';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('titles'))('why') };
}

export default async function WhyPage({ params, searchParams }: PageProps<'/consents/[id]/why'>) {
  const { id } = await params;
  const path = `/consents/${id}/why`;
  const ctx = await getCtx(await requireCustomer(path), path);
  const query = await searchParams;
  const asked = readMoment(query, ctx.now, (await getReaderFormat()).timeZone);
  const view = await orNotFound(getExplanation(ctx, id, asked.at));
  const [t, locale] = [await getTranslations('why'), await getLocale()];
  const when: When = asked.kind === 'past' ? 'then' : 'now';
  return (
    <div className="ask">
      <PageHeading
        back={{ href: `/consents/${id}`, label: t('back') }}
        eyebrow={view.product.name[locale]}
        title={t('title')}
      />
      <Answer view={view} asked={asked} when={when} />
      <Kinds view={view} when={when} />
      <Basis view={view} when={when} />
      <AskAgain path={path} asked={asked} />
      <Moments ctx={ctx} productId={id} path={path} asked={asked} cursor={query.moments} />
    </div>
  );
}

async function Answer({ view, asked, when }: { view: Explanation; asked: AskedMoment; when: When }) {
  const [t, format, because] = [
    await getTranslations('why'),
    await getReaderFormat(),
    await reasonWords(view, when),
  ];
  const { readable, reason } = view.summary;
  const decisions = view.groups.flatMap((group) => group.types.map(({ decision }) => decision));
  const speaks = decisions.find((decision) => decision.reason === reason);
  return (
    <Notice
      tone={readable === 'all' ? 'positive' : 'info'}
      title={t(`answer.${readable}`, {
        when,
        moment: format.moment(asked.at),
        why: speaks ? because(speaks) : '',
      })}
    >
      {asked.kind === 'future' ? t('form.future') : null}
    </Notice>
  );
}

async function Basis({ view, when }: { view: Explanation; when: When }) {
  const [t, c, format, locale] = [
    await getTranslations('why'),
    await getTranslations('consents'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const { yes, words, agreed } = view;
  if (yes === null) return <p>{t('noYes', { when })}</p>;
  const { valid_until } = yes.validity_duration;
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold text-18">{t('rests')}</h2>
      <Facts
        facts={[
          {
            term: c('agreedOn'),
            value: c('by', {
              date: format.day(new Date(yes.event_time)),
              name: yes.entity.kind === 'customer' ? (await personNames())(yes.entity.name) : yes.controller,
            }),
          },
          { term: c('endsOn'), value: valid_until === null ? c('once') : format.day(new Date(valid_until)) },
          {
            term: c('why'),
            value: (agreed?.purposes ?? []).map((purpose) => purpose.text[locale]).join(' '),
          },
          {
            term: c('who'),
            value: format.list([yes.controller, ...yes.processors, ...yes.recipient_third_parties]),
          },
        ]}
      />
      {words === null ? null : (
        <DisclosureList>
          <Disclosure
            summary={c('words')}
            detail={c('wordsDetail', { version: yes.privacy_notice.product_version })}
          >
            <AgreedWords text={words} language={yes.privacy_notice.language} />
          </Disclosure>
        </DisclosureList>
      )}
    </section>
  );
}

async function AskAgain({ path, asked }: { path: string; asked: AskedMoment }) {
  const [t, format] = [await getTranslations('why.form'), await getReaderFormat()];
  return (
    <form method="get" action={path} className="grid gap-4" noValidate>
      <h2 className="font-semibold text-18">{t('legend')}</h2>
      <MomentFields
        id="moment"
        wall={asked.wall}
        words={{ date: t('date'), time: t('time'), zone: t('zone', { zone: format.zone }) }}
        error={asked.kind === 'unreadable' ? t('unreadable') : undefined}
      />
      <div>
        <Button type="submit" variant="secondary">
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}

interface MomentsProps {
  ctx: Ctx;
  productId: string;
  path: string;
  asked: AskedMoment;
  /** From the address: a claim. */
  cursor: string | string[] | undefined;
}

async function Moments({ ctx, productId, path, asked, cursor }: MomentsProps) {
  const [t, words, format] = [await getTranslations('why'), await eventWords(), await getReaderFormat()];
  const moments = await listHistory(ctx, productId, cursor);
  const isAsked = (at: string) => asked.kind === 'past' && asked.at.toISOString() === at;
  return (
    <nav aria-labelledby="moments" className="grid gap-3">
      <div>
        <h2 id="moments" className="font-semibold text-18">
          {t('moments')}
        </h2>
        <p className="text-ink-soft">{t('momentsLead')}</p>
      </div>
      <ol className="grid border-line border-l-2 pl-4">
        {asked.kind === 'past' ? (
          <li>
            <a href={path} className="link inline-flex min-h-target items-center">
              {t('now')}
            </a>
          </li>
        ) : null}
        {moments.items.map((event) => (
          <li key={event.record_id}>
            <a
              href={`${path}?at=${encodeURIComponent(event.event_time)}`}
              aria-current={isAsked(event.event_time) ? 'true' : undefined}
              className="link inline-block min-h-target py-2 aria-[current]:font-semibold"
            >
              {words.what(event)}{' '}
              <span className="tabular text-14">{format.moment(new Date(event.event_time))}</span>
            </a>
          </li>
        ))}
      </ol>
      <Turn
        page={moments}
        of={t('moments')}
        path={path}
        name="moments"
        query={asked.kind === 'past' ? { at: asked.at.toISOString() } : {}}
      />
    </nav>
  );
}
