// Census of rights: every action and address has one, and pages tell people which they lack. `role-matrix.db.test.ts` runs them.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ACTION_RIGHTS, PERSON_RIGHTS, ROUTE_RIGHTS } from '@/lib/domain/identity/action-rights';
import { decideRight, RIGHTS, type Right, ROLES, rolesThatMay } from '@/lib/domain/identity/authority';
import en from '@/messages/en.json';
import fr from '@/messages/fr.json';

const APP = 'app/(customer)';
const under = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
const files = (ending: string) =>
  under(APP, ending).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const declared = files('actions.ts').flatMap(({ text }) =>
  [...text.matchAll(/(\w+Action) = (customer|person|own)Action\(\s*'(\w+)'/g)].map(
    ([, variable = '', kind, name = '']) => ({
      variable,
      kind,
      name,
    }),
  ),
);
const all: Record<string, Right> = { ...ACTION_RIGHTS, ...PERSON_RIGHTS };

test('every action has a right, and every right of an action has its action', () => {
  expect(declared.map(({ name }) => name).sort()).toEqual(Object.keys(all).sort());
});

test('every address that gives something out or takes something in has a right', () => {
  const routes = [APP, 'app/api/reads', 'app/api/uploads']
    .flatMap((folder) => under(folder, 'route.ts'))
    .map(
      (path) =>
        `/${dirname(path)
          .replace(/^app\//, '')
          .replace('(customer)/', '')}`,
    );
  expect(routes.sort()).toEqual(Object.keys(ROUTE_RIGHTS).sort());
});

test('a page names a missing right before the person tries', () => {
  const pages = files('.tsx');
  const bare = declared.flatMap(({ variable, name }) => {
    const right = all[name];
    if (right === 'look' || name in PERSON_RIGHTS) return [];
    return pages
      .filter(({ text }) => new RegExp(`action={[^}]*\\b${variable}\\b`).test(text))
      .filter(({ path }) => {
        const beside = pages.filter((page) => dirname(page.path) === dirname(path));
        return !beside.some(({ text }) => text.includes(`right="${right}"`));
      })
      .map(({ path }) => `${path}: ${name} needs ${right}`);
  });
  expect(bare).toEqual([]);
});

test('the sentences name exactly the roles that may', () => {
  const names = {
    en: { owner: 'owner', director: 'director', delegate: 'delegate', accountant: 'accountant' },
    fr: { owner: 'propriétaire', director: 'dirigeant', delegate: 'mandataire', accountant: 'comptable' },
  };
  for (const right of RIGHTS.filter((each) => each !== 'look')) {
    for (const [language, said] of [
      ['en', en.authority.only[right]],
      ['fr', fr.authority.only[right]],
    ] as const) {
      const named = Object.entries(names[language]).flatMap(([role, word]) =>
        said.includes(word) ? [role] : [],
      );
      expect(named, `${language} ${right}`).toEqual(rolesThatMay(right));
    }
  }
});

test('only an owner or director binds the business, and never after a magic link', () => {
  for (const right of ['agree', 'delete'] as const) {
    for (const role of ROLES) {
      const isLeader = role === 'owner' || role === 'director';
      expect(decideRight({ role, identified: { method: 'issuer' } }, right) === 'yes').toBe(isLeader);
      expect(decideRight({ role, identified: { method: 'mail-link' } }, right)).not.toBe('yes');
    }
  }
});
