// Words that the list of agreements and the page of one share: through what it is read, when it ends, what is kept.
import { getTranslations } from 'next-intl/server';
import type { OwnConsent } from '@/lib/consent/list-own-consents';
import type { DataKept } from '@/lib/domain/agreement-facts';
import { getReaderFormat } from '@/lib/i18n/reader-format';

interface TermsFacts {
  endedAt: Date | null;
  expiresAt: Date | null;
  sources: OwnConsent['sources'];
  data: DataKept;
}

export async function termsWords() {
  const [t, format] = [await getTranslations('consents'), await getReaderFormat()];
  const names = (those: OwnConsent['sources']['serving']) =>
    format.list(
      those.map((c) => (c.organisation ? `${c.platformName} (${c.organisation})` : c.platformName)),
    );
  const through = ({ endedAt, sources: { serving, withoutAccess } }: TermsFacts) => {
    if (serving.length > 0) return names(serving);
    if (endedAt !== null) return t('platformsWere');
    return withoutAccess.length > 0
      ? t('platformsEnded', { platforms: names(withoutAccess) })
      : t('platformsNone');
  };
  const kept = (data: DataKept) => {
    switch (data.kind) {
      case 'after-end':
        return t('keptFor', { days: data.days });
      case 'until':
        return t('stoppedKept', { date: format.day(data.at) });
      case 'deleting':
        return t('stoppedDeleted');
      case 'deleted':
        return t('stoppedGone', { moment: format.moment(data.at) });
      default:
        return data satisfies never;
    }
  };
  return {
    platforms: (facts: TermsFacts) => ({ term: t('platforms'), value: through(facts) }),
    end: ({ endedAt, expiresAt }: TermsFacts) => {
      const end = endedAt ?? expiresAt;
      const term = t(endedAt === null ? 'endsOn' : 'endedOn');
      return { term, value: end === null ? t('once') : format.day(end) };
    },
    data: (facts: TermsFacts) => ({ term: t('how'), value: kept(facts.data) }),
  };
}
