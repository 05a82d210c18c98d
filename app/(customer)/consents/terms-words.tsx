// Words that the list of agreements and the page of one agreement share: the platforms, the end, what is kept.
import { PlatformLogo } from '@/components/ui/platform-logo';
import type { OwnConsent } from '@/lib/consent/list-own-consents';
import { type DataKept, type Through, throughOf } from '@/lib/domain/access/agreement-facts';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';

type Connection = OwnConsent['sources']['serving'][number];

interface TermsFacts {
  endedAt: Date | null;
  expiresAt: Date | null;
  sources: OwnConsent['sources'];
  data: DataKept;
}

/** @param logos by platform key */
export async function termsWords(logos: ReadonlyMap<string, string | null>) {
  const [t, format] = [await getTranslations('consents'), await getReaderFormat()];
  const names = (those: Connection[]) =>
    format.list(
      those.map((c) => (c.organisation ? `${c.platformName} (${c.organisation})` : c.platformName)),
    );
  const textOf = (told: Through<Connection>) => {
    switch (told.kind) {
      case 'platforms':
        return names(told.connections);
      case 'platforms-and-files':
        return t('platformsAndFiles', { platforms: names(told.connections) });
      case 'without-access':
        return t('platformsEnded', { platforms: names(told.connections) });
      case 'files':
        return t('platformsFiles');
      case 'none':
        return t('platformsNone');
      case 'none-then':
        return t('platformsWere');
      default:
        return told satisfies never;
    }
  };
  const through = ({ endedAt, sources }: TermsFacts) => {
    const told = throughOf(sources, endedAt);
    if (!('connections' in told)) return textOf(told);
    return (
      <span className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="flex gap-1.5">
          {told.connections.map(({ id, platformName, platformKey }) => (
            <PlatformLogo key={id} name={platformName} logoUrl={logos.get(platformKey) ?? null} size="row" />
          ))}
        </span>
        <span className="min-w-0 flex-1 basis-40">{textOf(told)}</span>
      </span>
    );
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
