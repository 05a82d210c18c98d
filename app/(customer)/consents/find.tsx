// Search form for agreements: a plain GET form, so that it works without JavaScript and a result has an address.

import { Button } from '@/components/ui/button';
import { Disclosure, DisclosureList } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import type { OwnConsent } from '@/lib/consent/list-own-consents';
import { SOURCE_TYPES } from '@/lib/domain/connection/connection';
import { type AgreementFilter, isFiltered } from '@/lib/domain/consent/search';
import { getTranslations } from '@/lib/i18n/translations';

interface Props {
  consents: readonly OwnConsent[];
  filter: AgreementFilter;
  found: number;
}

export async function FindConsents({ consents, filter, found }: Props) {
  const [t, sources] = [await getTranslations('consents.find'), await getTranslations('sources')];
  const agreed = new Set(consents.flatMap(({ product }) => product.sources.map((each) => each.sourceType)));
  const platforms = new Map(
    consents.flatMap((each) => each.sources.serving.map((p) => [p.platformKey, p.platformName] as const)),
  );
  return (
    <search className="grid gap-3">
      {/* Most customers have a handful of agreements: the list comes first, and the form opens on demand. */}
      <DisclosureList>
        <Disclosure summary={t('title')} open={isFiltered(filter)}>
          <form
            method="get"
            action="/consents"
            className="grid items-end gap-4 pt-2 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_auto]"
          >
            <Field
              id="find-text"
              name="q"
              type="search"
              label={t('label')}
              hint={t('hint')}
              defaultValue={filter.text}
              maxLength={100}
              autoComplete="off"
            />
            <SelectField
              id="find-show"
              name="show"
              label={t('show')}
              chosen={filter.shown}
              options={(['all', 'current', 'ended'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <SelectField
              id="find-source"
              name="source"
              label={t('source')}
              chosen={filter.source}
              options={[{ value: '', label: t('anywhere') }]}
              groups={[
                {
                  label: t('kinds'),
                  options: SOURCE_TYPES.filter((type) => agreed.has(type)).map((type) => ({
                    value: type,
                    label: sources(`name.${type}`),
                  })),
                },
                {
                  label: t('platforms'),
                  options: [...platforms].map(([value, label]) => ({ value, label })),
                },
              ].filter(({ options }) => options.length > 0)}
            />
            <Button type="submit" variant="secondary">
              {t('submit')}
            </Button>
          </form>
        </Disclosure>
      </DisclosureList>
      {isFiltered(filter) ? (
        <p className="flex flex-wrap items-center gap-x-4">
          <span role="status">{t('count', { count: found })}</span>
          <a href="/consents" className="link inline-flex min-h-target items-center">
            {t('clear')}
          </a>
        </p>
      ) : null}
    </search>
  );
}
