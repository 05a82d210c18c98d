// Promises in messages: no page announces a picture it lacks, and requested data is never called shared.
import { readdirSync, readFileSync } from 'node:fs';
import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import en from '../../messages/en.json';
import fr from '../../messages/fr.json';

const CATALOGUE = new URL('../../db/catalogue/', import.meta.url);
/** An example that says so, and what a file is. */
const NOT_PROMISED = ['start.preview.', 'upload.problem.'];
const PICTURES = /\b(charts?|graphs?|dashboards?|pictures?|graphiques?|courbes?|tableaux? de bord)\b/iu;

function* leaves(tree: object, path = ''): Generator<[string, string]> {
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${path}${name}`, value];
    else if (typeof value === 'object' && value !== null) yield* leaves(value, `${path}${name}.`);
  }
}

test.each([
  ['en', en],
  ['fr', fr],
] as const)('no sentence in %s announces a picture that no page draws', (_language, messages) => {
  const announcing = [...leaves(messages)].filter(
    ([key, text]) => PICTURES.test(text) && !NOT_PROMISED.some((start) => key.startsWith(start)),
  );
  expect(announcing).toEqual([]);
});

test('nor does the promise of a product, or what it lists as possible', () => {
  for (const file of readdirSync(CATALOGUE)) {
    const { definition } = JSON.parse(readFileSync(new URL(file, CATALOGUE), 'utf8'));
    const { promise, benefits, sources } = definition;
    const announcing = [...leaves({ promise, benefits, sources })].filter(([, text]) => PICTURES.test(text));
    expect([file, announcing]).toEqual([file, []]);
  }
});

test('where nothing is agreed, the button says what is asked for and calls nothing shared', () => {
  for (const { product } of [en, fr]) {
    for (const name of ['consent', 'refused'] as const) {
      expect(product.step[name]).not.toMatch(/\bshar|\bpartag|\blu\b|\bread\b/iu);
    }
  }
});

test.each([
  ['en', en],
  ['fr', fr],
] as const)(
  'each connected platform is told with its own name and organisation in %s',
  (locale, messages) => {
    const t = createTranslator({ locale, messages, namespace: 'done' });
    const names = { platform: 'Xero', organisation: 'Harbour Bikes' };
    for (const text of [t('organisation', names), t('organisationUnknown', names)])
      expect(text).toContain('Xero');
    expect(t('organisation', names)).toContain('Harbour Bikes');
    // The way out of a wrong organisation is the connection: stopping the agreement would end more than is meant.
    const advice = t.markup('checkName', { link: (words) => `<a>${words}</a>` });
    expect(advice).toContain(`<a>${messages.connections.title}</a>`);
    expect(advice).not.toContain(messages.consents.stop);
  },
);
