// Differences between a request and the earlier agreement: each line says in words whether it is new, changed or removed.
import { getLocale } from 'next-intl/server';
import { ChangeList } from '@/components/consent-changes';
import type { RequestView } from '@/lib/consent/get-request';
import type { ConsentEventBody, TermsChange } from '@/lib/domain/consent/consent';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

type Item = Parameters<typeof ChangeList>[0]['items'][number];

export async function Changes({
  view,
  before,
  change,
}: {
  view: RequestView;
  before: ConsentEventBody;
  change: TermsChange;
}) {
  const t = await getTranslations('consent.changes');
  const added = [...(await addedItems(view, change)), ...(await changedItems(change))];
  const removed = await removedItems(before, change);
  return (
    <div className="grid gap-6">
      <section className="grid gap-3">
        <h2 className="font-semibold text-18">{t('newTitle')}</h2>
        <ChangeList items={added} />
      </section>
      {removed.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="font-semibold text-18">{t('goneTitle')}</h2>
          <ChangeList items={removed} />
        </section>
      ) : null}
      <p className="text-ink-soft">{t('stays')}</p>
    </div>
  );
}

async function addedItems({ product }: RequestView, { added }: TermsChange): Promise<Item[]> {
  const [t, locale] = [await getTranslations('consent.changes'), await getLocale()];
  const item = (id: string, about: string, text: string): Item => ({
    id,
    mark: 'new',
    label: t('new'),
    about,
    text,
  });
  return [
    ...product.data.flatMap((cluster) => {
      const names = cluster.dataTypes
        .filter(({ id }) => added.pii_types.includes(id))
        .map(({ id }) => nameOfDataType(id)[locale]);
      return names.length === 0 ? [] : [item(`data-${cluster.id}`, cluster.label[locale], names.join(', '))];
    }),
    ...product.purposes
      .filter(({ id }) => added.purposes.includes(id))
      .map(({ id, text }) => item(`why-${id}`, t('why'), text[locale])),
    ...product.parties
      .filter(({ name }) => added.parties.includes(name))
      .map(({ name, does }) => item(`who-${name}`, name, does[locale])),
  ];
}

async function changedItems(change: TermsChange): Promise<Item[]> {
  const [t, format] = [await getTranslations('consent.changes'), await getReaderFormat()];
  const items: Item[] = [];
  const tell = (id: string, text: string) =>
    items.push({ id, mark: 'changed', label: t('changed'), about: null, text });
  const { valid_until: until, history_months: history, retention_days: retention } = change;
  if (until) {
    const [from, to] = [until.from, until.to].map((at) => (at === null ? null : format.day(new Date(at))));
    if (!to) tell('until', t('once'));
    else if (!from) tell('until', t('untilFromOnce', { to }));
    // Agreeing and changing on the same day leads to the same end: there is nothing to tell.
    else if (from !== to) tell('until', t('until', { to, from }));
  }
  if (history) tell('history', t('history', history));
  if (retention) tell('retention', t('retention', retention));
  if (change.collection_frequency) {
    const { to } = change.collection_frequency;
    if (to === 'once' || to === 'daily' || to === 'weekly') tell('frequency', t(`frequency.${to}`));
  }
  return items;
}

async function removedItems(before: ConsentEventBody, { removed }: TermsChange): Promise<Item[]> {
  const [t, locale] = [await getTranslations('consent.changes'), await getLocale()];
  const item = (id: string, about: string, text: string): Item => ({
    id,
    mark: 'gone',
    label: t('gone'),
    about,
    text,
  });
  const data = removed.pii_types.map((id) => nameOfDataType(id)[locale]);
  return [
    ...(data.length === 0 ? [] : [item('data', t('data'), data.join(', '))]),
    // The earlier words stay in the language in which they were agreed to.
    ...before.purposes
      .filter(({ id }) => removed.purposes.includes(id))
      .map(({ id, text }) => ({
        ...item(`why-${id}`, t('why'), text),
        lang: before.privacy_notice.language,
      })),
    ...removed.parties.map((name) => item(`who-${name}`, t('who'), name)),
  ];
}
