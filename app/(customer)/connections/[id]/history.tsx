// History of a connection, newest first: each change with its author and its organisation.

import type { ConnectionView } from '@/lib/connection/get-connection-view';
import { getTranslations } from '@/lib/i18n/translations';
import { Turn } from '../../../turn';
import { byWhomWords } from './by-whom';

export async function ConnectionHistory({ view }: { view: ConnectionView }) {
  const [t, byWhom] = [await getTranslations('connections.one'), await byWhomWords()];
  if (view.history.items.length === 0) return null;
  const platform = view.connection.platformName;
  return (
    <section id="history" className="grid gap-3">
      <h2 className="font-semibold text-18">{t('history')}</h2>
      <ol className="grid gap-3 border-line border-l-2 pl-4">
        {view.history.items.map(({ id, kind, at, by, organisation, onRequest }) => (
          <li key={id}>
            <p className="font-medium">
              {t(`event.${kind}`, { platform, organisation: organisation ?? 'none' })}
            </p>
            <p className="tabular text-14 text-ink-soft">{byWhom({ at, by, onRequest })}</p>
          </li>
        ))}
      </ol>
      <Turn
        page={view.history}
        of={t('history')}
        path={`/connections/${view.connection.id}`}
        name="history"
      />
    </section>
  );
}
