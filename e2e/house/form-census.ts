// House rule: every form, route and action of customers is in the census that is tried with two businesses.
import { BOUND_DOORS, BOUND_FORMS, OPEN_DOORS, OPEN_FORMS, SCRIPTED_ACTIONS } from '../bound-forms';
import { tagsIn } from './form-rules';
import { isTest } from './rule';
import type { Source } from './sources';

/** Components that the forms of pages are made of. */
const ELEMENTS = ['components/bound-form.tsx', 'components/continue-form.tsx'];

/** Entries that the census lacks, names wrongly, or names although they are gone. */
export function untriedForms(sources: readonly Source[]): string[] {
  return [...places(sources), ...actions(sources), ...doors(sources)].sort();
}

function places(sources: readonly Source[]): string[] {
  const found = sources
    .filter(({ path }) => /^(app|components)\//.test(path) && !isTest(path) && !ELEMENTS.includes(path))
    .flatMap((source) => {
      const { length } = tagsIn(source, 'BoundForm', 'ContinueForm');
      return length === 0 || source.path in OPEN_FORMS ? [] : [`${source.path} has ${length} forms`];
    });
  return difference(
    found,
    BOUND_FORMS.map(({ file, tags }) => `${file} has ${tags} forms`),
  );
}

function actions(sources: readonly Source[]): string[] {
  const found = sources.flatMap(({ path, text }) =>
    /^app\/.*actions\.ts$/.test(path)
      ? [...text.matchAll(/export const (\w+) = (?:customer|own)Action(?:<[^(]*>)?\(/g)].map(
          ([, name]) => `${name}`,
        )
      : [],
  );
  return difference(found, [
    ...new Set([...BOUND_FORMS.flatMap((form) => form.actions), ...SCRIPTED_ACTIONS]),
  ]);
}

function doors(sources: readonly Source[]): string[] {
  const found = sources.flatMap(({ path }) => (/^app\/.*\/route\.ts$/.test(path) ? [path] : []));
  return difference(found, [...BOUND_DOORS.map(({ file }) => file), ...Object.keys(OPEN_DOORS)]);
}

function difference(found: readonly string[], named: readonly string[]): string[] {
  return [
    ...found.filter((one) => !named.includes(one)).map((one) => `not tried: ${one}`),
    ...named.filter((one) => !found.includes(one)).map((one) => `not there: ${one}`),
  ];
}
