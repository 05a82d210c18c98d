import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isNamedDataType } from '../product/data-vocabulary';
import { dataTypesOf, type Product } from '../product/product';
import { LOCALES } from '../text/language';
import { buildNotice, noticeHash, noticeText } from './notice';

const CATALOGUE = new URL('../../../db/catalogue/', import.meta.url);
const controller = { name: 'Meridian Bank', email: 'help@meridian.example', phone: '+44 20 7946 0000' };
const products: Product[] = readdirSync(CATALOGUE).map((file) => {
  const { version, definition } = JSON.parse(readFileSync(new URL(file, CATALOGUE), 'utf8'));
  return { ...definition, version };
});
const cases = products.flatMap((product) => LOCALES.map((locale) => [product.id, locale, product] as const));

test.each(cases)('%s in %s names everything a customer must know', (_id, locale, product) => {
  const text = noticeText(buildNotice(product, controller, locale));
  const must = [
    controller.name,
    controller.email,
    controller.phone,
    product.name[locale],
    String(product.historyMonths),
    String(product.retentionDays),
    ...(product.durationMonths === null ? [] : [String(product.durationMonths)]),
    ...product.purposes.map((p) => p.text[locale]),
    ...product.data.map((c) => c.label[locale]),
    ...product.parties.flatMap((p) => [p.name, p.does[locale]]),
  ];
  for (const words of must) expect(text).toContain(words);
  expect(text).not.toMatch(/undefined|\[object|\$\{/);
});

test.each(cases)('%s in %s is told in short plain sentences', (_id, locale, product) => {
  const text = noticeText(buildNotice(product, controller, locale));
  expect(text).not.toMatch(/[!]|OAuth|\bAPI\b|token|please|veuillez/i);
  const sentences = text
    .split('\n')
    .filter((line) => !/^(#|-)/.test(line))
    .flatMap((line) => line.split(/(?<=[.?])\s/));
  for (const sentence of sentences) expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(22);
});

test.each(cases)(
  '%s in %s: the closed row names everybody who receives what is required, and nobody else',
  (_id, locale, product) => {
    const who = buildNotice(product, controller, locale).sections.find(({ id }) => id === 'who');
    const named = who?.detail?.split(', ') ?? [];
    const isRequired = (type: string) =>
      product.sources.some(({ sourceType, required }) => required && sourceType === type);
    const receiving = product.parties.filter(({ onlyFor }) => onlyFor === undefined || isRequired(onlyFor));
    expect(named).toEqual(receiving.map(({ name }) => name));
  },
);

test('every data type of the catalogue has a plain name', () => {
  for (const product of products)
    for (const type of dataTypesOf(product)) expect(isNamedDataType(type), type).toBe(true);
});

test('the hash changes with a word, a language or a product, and only then', () => {
  const hashes = cases.map(([, locale, product]) => noticeHash(buildNotice(product, controller, locale)));
  expect(new Set(hashes).size).toBe(cases.length);
  const [first] = products;
  if (first === undefined) throw new Error('The catalogue is empty.');
  const again = noticeHash(buildNotice(structuredClone(first), { ...controller }, 'en'));
  expect(again).toBe(noticeHash(buildNotice(first, controller, 'en')));
  expect(noticeHash(buildNotice(first, { ...controller, name: 'Other Bank' }, 'en'))).not.toBe(again);
});

test('French text keeps its spaces before signs', () => {
  for (const product of products) {
    const text = noticeText(buildNotice(product, controller, 'fr'));
    expect(text).not.toMatch(/ [?!;:»]|« /);
  }
});
