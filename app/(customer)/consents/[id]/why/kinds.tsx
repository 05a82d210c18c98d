// List of the kinds of data of an agreement with the decision for each, grouped by source.
import { getLocale } from 'next-intl/server';
import { Status } from '@/components/ui/status';
import type { Explanation } from '@/lib/access/get-explanation';
import { mayBeRead } from '@/lib/domain/access/access-now';
import { rowsOf } from '@/lib/domain/access/explain';
import { SOURCE_TYPES, type SourceType } from '@/lib/domain/connection/connection';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { reasonWords, type When } from './words';

export async function Kinds({ view, when }: { view: Explanation; when: When }) {
  const present = SOURCE_TYPES.filter((type) => view.groups.some((group) => group.sourceType === type));
  return present.map((type) => <Source key={type} type={type} view={view} when={when} />);
}

async function Source({ type, view, when }: { type: SourceType; view: Explanation; when: When }) {
  const [t, sources, format] = [
    await getTranslations('why'),
    await getTranslations('sources'),
    await getReaderFormat(),
  ];
  const serving = view.connections.filter((each) => each.sourceType === type && mayBeRead(each, view.at));
  const names = serving.map((c) =>
    c.organisation ? `${c.platformName} (${c.organisation})` : c.platformName,
  );
  return (
    <section className="grid gap-3">
      <div>
        <h2 className="font-semibold text-18">{sources(`name.${type}`)}</h2>
        <p className="text-ink-soft">
          {names.length === 0
            ? t('throughNone', { when })
            : t('through', { when, names: format.list(names) })}
        </p>
      </div>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {view.groups
          .filter((group) => group.sourceType === type)
          .map((group) => (
            <Group key={group.cluster} group={group} view={view} when={when} />
          ))}
      </ul>
    </section>
  );
}

interface GroupProps {
  group: Explanation['groups'][number];
  view: Explanation;
  when: When;
}

async function Group({ group, view, when }: GroupProps) {
  const [t, format, locale, because] = [
    await getTranslations('why'),
    await getReaderFormat(),
    await getLocale(),
    await reasonWords(view, when),
  ];
  const label = view.clusters.find(({ id }) => id === group.cluster)?.label[locale] ?? group.cluster;
  return (
    <li className="grid gap-3 p-4">
      <h3 className="font-medium">{label}</h3>
      {rowsOf(group).map(({ ids, decision }) => (
        <div key={ids.join(' ')} className="grid gap-1">
          <p>{format.list(ids.map((id) => nameOfDataType(id)[locale]))}</p>
          <Status tone={decision.outcome === 'allow' ? 'positive' : 'neutral'}>
            {t(`row.${decision.outcome}`, { why: because(decision) })}
          </Status>
          <p className="text-14 text-ink-soft empty:hidden">
            {decision.outcome === 'allow' && decision.validUntil
              ? t('until', { date: format.day(decision.validUntil) })
              : null}
            {decision.outcome === 'deny' && decision.mayUseDataRead ? t('readBefore', { when }) : null}
          </p>
        </div>
      ))}
    </li>
  );
}
