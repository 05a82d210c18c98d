// The six scenario cards of the presenter's page, with their words and the last start of each.

import { ScenarioCard } from '@/components/demo/scenario-card';
import type { DirectorView } from '@/lib/demo/get-director-view';
import { languageFor, SCENARIOS } from '@/lib/demo/scenarios';
import type { Locale } from '@/lib/domain/text/language';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import { goOnAction, startScenarioAction } from './actions';

const STEPS = ['first', 'then', 'next', 'last'] as const;

export async function Scenarios({ view, locale }: { view: DirectorView; locale: Locale }) {
  const [t, format] = [await getTranslations('demo'), await getReaderFormat()];
  const nameOf = (id: string) => view.products.find((product) => product.id === id)?.name[locale] ?? id;
  const products = {
    insights: nameOf('business-insights'),
    lending: nameOf('lending'),
    cashFlow: nameOf('cash-flow'),
  };
  // Starts are recorded in machine time; the sentence beside them is in the demo's time.
  const asOfNow = (startedAt: Date) => new Date(startedAt.getTime() + view.clockOffsetMs);
  return (
    <section aria-labelledby="scenarios">
      <h2 id="scenarios" className="sr-only">
        {t('scenarios')}
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {SCENARIOS.map(({ id, persona }, index) => {
          const run = view.runs.get(id);
          const language = languageFor(persona, locale);
          const firstName = persona.name.split(' ')[0] ?? persona.name;
          return (
            <li key={id}>
              <ScenarioCard
                id={id}
                number={index + 1}
                title={t(`scenario.${id}.title`)}
                person={{
                  name: persona.name,
                  business: persona.businessName,
                  language:
                    language === locale ? null : { short: language.toUpperCase(), text: t(`in.${language}`) },
                }}
                state={t(`scenario.${id}.state`, products)}
                notes={{
                  title: t('notes'),
                  steps: STEPS.map((step) => t(`scenario.${id}.${step}`, products)),
                }}
                start={{
                  action: startScenarioAction,
                  label: t('start', { name: firstName }),
                  pending: t('starting'),
                }}
                last={run ? t('lastStarted', { ago: format.ago(asOfNow(run.startedAt)) }) : null}
                goOn={run?.mayGoOn ? { action: goOnAction, label: t('goOn'), pending: t('goingOn') } : null}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
