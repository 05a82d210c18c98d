import { expect, test } from 'vitest';
import { furtherRight } from './action-rights';
import { decideMethod, decideRight, RIGHTS, ROLES, type Role, roleMay, rolesThatMay } from './authority';

const by = (method: 'issuer' | 'mail-link' | 'demo') => ({ method });

test.each([
  ['owner', RIGHTS],
  ['director', RIGHTS],
  ['delegate', ['look', 'end', 'change', 'connect', 'files', 'share']],
  ['accountant', ['look', 'connect', 'files']],
  ['viewer', ['look']],
] as const)('%s may %j and nothing else', (role, rights) => {
  expect(RIGHTS.filter((right) => decideRight({ role, identified: by('issuer') }, right) === 'yes')).toEqual(
    rights,
  );
  expect(RIGHTS.filter((right) => roleMay(role, right))).toEqual(rights);
});

test.each(['', 'Owner', 'admin', '__proto__', 'constructor', 'toString'])(
  'a stored role of %j only looks',
  (raw) => {
    const role = raw as Role;
    expect(
      RIGHTS.filter((right) => decideRight({ role, identified: by('issuer') }, right) === 'yes'),
    ).toEqual(['look']);
  },
);

test('whoever came by a link in a letter looks and ends, and is sent to the service for the rest', () => {
  for (const role of ROLES) {
    for (const right of RIGHTS) {
      const atIssuer = decideRight({ role, identified: by('issuer') }, right);
      const byLetter = decideRight({ role, identified: by('mail-link') }, right);
      const isAllowed = right === 'look' || right === 'end';
      expect(byLetter).toBe(atIssuer === 'yes' && !isAllowed ? 'step-up' : atIssuer);
    }
  }
  expect(decideMethod('mail-link', 'agree')).toBe('step-up');
  expect(decideMethod('issuer', 'agree')).toBe('yes');
});

test('a method that is not known only looks', () => {
  const identified = { method: 'carrier-pigeon' as 'demo' };
  expect(RIGHTS.filter((right) => decideRight({ role: 'owner', identified }, right) === 'yes')).toEqual([
    'look',
  ]);
});

test('who may agree and who may delete is the same few', () => {
  expect(rolesThatMay('agree')).toEqual(['owner', 'director']);
  expect(rolesThatMay('delete')).toEqual(['owner', 'director']);
});

test('stopping needs a further right only where what was read goes too', () => {
  expect(furtherRight('withdrawConsent', { deletion: 'delete' })).toBe('delete');
  expect(furtherRight('withdrawConsent', { deletion: 'keep' })).toBeNull();
  expect(furtherRight('pauseConsent', { deletion: 'delete' })).toBeNull();
});
