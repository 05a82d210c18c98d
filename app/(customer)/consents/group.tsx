// Group of agreements under one heading, each with its purpose, data, parties, platforms, beginning and end.
import { getLocale } from 'next-intl/server';
import { ConsentCard } from '@/components/consent-card';
import type { OwnConsent } from '@/lib/consent/list-own-consents';
import { personNames } from '@/lib/i18n/person-name';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { standingWords } from './standing-words';
import { termsWords } from './terms-words';

interface Props {
  id: string;
  title: string;
  consents: OwnConsent[];
  /** By platform key. */
  logos: ReadonlyMap<string, string | null>;
}

export async function ConsentGroup({ id, title, consents, logos }: Props) {
  if (consents.length === 0) return null;
  const cards = await Promise.all(consents.map((consent) => propsOf(consent, logos)));
  return (
    <section id={id} className="grid gap-4">
      <h2 className="font-semibold text-22">{title}</h2>
      <ul className="grid gap-4 md:grid-cols-2">
        {cards.map((card) => (
          <li key={card.href}>
            <ConsentCard {...card} />
          </li>
        ))}
      </ul>
    </section>
  );
}

async function propsOf(own: OwnConsent, logos: Props['logos']) {
  const { product, period, shown, sources, data, isLatest, isFar } = own;
  const [words, standing] = [await termsWords(logos), await standingWords()];
  const [t, format, locale] = [await getTranslations('consents'), await getReaderFormat(), await getLocale()];
  const { terms, began, from, endedAt, expiresAt } = period;
  const name = product.name[locale];
  const who = began.entity.kind === 'customer' ? (await personNames())(began.entity.name) : terms.controller;
  const facts = { endedAt, expiresAt, sources, data };
  return {
    // Only the latest agreement can be changed; an earlier one leads to its place in the history.
    href: `/consents/${product.id}${isLatest ? '' : `${isFar ? `?history=older-${began.seq + 1}` : ''}#event-${began.seq}`}`,
    name,
    shown,
    standingText: standing(own),
    details: isLatest ? t('details') : t('earlier'),
    detailsOf: isLatest ? name : t('earlierOf', { product: name, date: format.day(from) }),
    facts: [
      { term: t('why'), value: product.purposes.map((purpose) => purpose.text[locale]).join(' ') },
      { term: t('what'), value: format.list(product.data.map((cluster) => cluster.label[locale])) },
      {
        term: t('who'),
        value: format.list([terms.controller, ...terms.processors, ...terms.recipient_third_parties]),
      },
      words.platforms(facts),
      { term: t('agreedOn'), value: t('by', { date: format.day(from), name: who }) },
      words.end(facts),
      words.data(facts),
    ],
  };
}
