// Census of sentences about Codat: pages show the same ones when Codat is silent and when its answer is unusable, so none may say
// that Codat does not answer.
import { expect, test } from 'vitest';
import en from '../messages/en.json';
import fr from '../messages/fr.json';
import { flatten } from './house/icu';

/** Matches up to the end of a sentence, since the next one may speak of another party. */
const SILENT = {
  en: /(?:Codat|connection service)[^.]*\b(?:does|did|has|is)(?: not|n’t) (?:answer|respond|reply)|Codat is (?:silent|down)/i,
  fr: /(?:Codat|service de connexion)[^.]*\b(?:ne répond|n’a[^.]*répondu|ne répondait)|Codat est (?:muet|injoignable)/i,
};

test.each([
  ['en', en],
  ['fr', fr],
] as const)(
  'no sentence in %s calls Codat silent: it may have answered with what cannot be used',
  (language, messages) => {
    const blaming = [...flatten(messages)]
      // The presenter chooses how the sandbox fails, so the presenter's pages may speak of that.
      .filter(([key]) => !key.startsWith('demo.'))
      .filter(([, text]) => SILENT[language].test(text));
    expect(blaming).toEqual([]);
  },
);

test('sentences that call it silent are noticed', () => {
  expect('Codat, the service that connects us, does not answer right now.').toMatch(SILENT.en);
  expect('The connection service did not answer.').toMatch(SILENT.en);
  expect('Codat n’a pas encore répondu.').toMatch(SILENT.fr);
  expect('Codat, le service qui nous relie, ne répond pas en ce moment.').toMatch(SILENT.fr);
});
