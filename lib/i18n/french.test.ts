// French elision: de and que lose their vowel before a vowel, so no sentence puts an unknown name after them.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Values that are names, which may begin with any letter; dates, numbers and addresses do not. */
const NAMES =
  'platform|platforms|organisation|organisations|business|businesses|brand|name|names|product|products|bank|banks|provider|controller|other|before|linkOf|service|person|colleague|company';
/** Words that lose their last letter before a vowel, and those that would swallow an article: du, des, au, aux. */
const BEFORE =
  'de|que|jusque|lorsque|puisque|quoique|parce que|ne|se|je|me|te|ce|si|du|des|au|aux|à le|à les';
const RAW = new RegExp(`(?<![\\p{L}’])(?:${BEFORE})[ \\u00a0](?:<\\w+>)?\\$?\\{(?:${NAMES})[,}]`, 'iu');
/** And those that were cut as if a vowel followed. */
const CUT = new RegExp(`(?<![\\p{L}])(?:[dlnsjmt]|qu)’(?:<\\w+>)?\\$?\\{(?:${NAMES})[,}]`, 'iu');

const FOLDERS = ['lib/domain', 'lib/mail', 'lib/receipt', 'lib/codat'];
const files = [
  'messages/fr.json',
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => `${folder}/${name}`),
  ),
];

test('the rule knows what it is for', () => {
  for (const bad of [
    'Ouvre le site de {platform}',
    'Est-ce que {organisation} est la bonne ?',
    `les données de ${'$'}{business}`,
    'Ce que <b>{brand}</b> lit',
    'le site d’{platform}',
  ])
    expect(RAW.test(bad) || CUT.test(bad), bad).toBe(true);
  for (const good of [
    'Ouvre le site {platform}',
    'le {date}',
    'de {count} fichiers',
    'chez {platform}',
    'par {name}',
  ])
    expect(RAW.test(good) || CUT.test(good), good).toBe(false);
});

test('no name follows a word that would have to be elided or joined', () => {
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        RAW.test(line) || CUT.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});
