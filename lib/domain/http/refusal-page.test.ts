import { expect, test } from 'vitest';
import { refusalPage } from './refusal-page';

const SITE = { brand: 'A & <b>B</b>', url: 'https://bank.example/?a="b', phone: '+44 20 7946 0000' };

test('a refused request is told why, what to do, and whom to call, in the language of the reader', () => {
  const page = refusalPage('elsewhere', ['fr'], SITE);
  expect(page).toContain('<html lang="fr">');
  expect(page).toContain('Rien n’a été enregistré');
  expect(page).toContain('+44 20 7946 0000');
  expect(page).not.toContain('Nothing was');
});

test('where nothing could be read it is told in both languages', () => {
  const page = refusalPage('too-much', ['en', 'fr'], SITE);
  expect(page.match(/<h1>/g)).toHaveLength(2);
  expect(page).toContain('<section lang="fr">');
});

test('names and addresses of the configuration stay text', () => {
  const page = refusalPage('elsewhere', ['en'], SITE);
  expect(page).not.toContain('<b>');
  expect(page).toContain('href="https://bank.example/?a=&#34;b"');
});
