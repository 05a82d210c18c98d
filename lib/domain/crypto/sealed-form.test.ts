import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { openForm, type SealedForm, sameForOther, sealForm, typedFor } from './sealed-form';

const SECRET = 'a secret of this site';
const [user, other, companyId] = [randomUUID(), randomUUID(), randomUUID()];
const form: SealedForm = {
  made: { companyId, userId: user },
  sentBy: other,
  page: '/products/lending/missing?told=1',
  typed: { name: 'Pépite 🥐', note: 'two\nlines' },
};

it('opens what was sealed, and shows nothing of it', () => {
  const sealed = sealForm(SECRET, form);
  expect(openForm(SECRET, sealed)).toEqual(form);
  expect(sealed).toMatch(/^[\w-]+$/);
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('lending');
});

it('opens nothing else', () => {
  const sealed = sealForm(SECRET, form);
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(openForm(SECRET, changed.toString('base64url'))).toBeNull();
  }
  for (const value of [undefined, '', 'x', [sealed], `${sealed}!`, sealed.slice(0, 30), 'A'.repeat(9000)])
    expect(openForm(SECRET, value)).toBeNull();
  expect(openForm('another', sealed)).toBeNull();
});

it('keeps who and where, where what was typed is too long for an address', () => {
  const opened = openForm(SECRET, sealForm(SECRET, { ...form, typed: { note: 'x'.repeat(9000) } }));
  expect(opened).toEqual({ ...form, typed: {} });
});

it('fills in only the page it was typed on, and only for who typed it', () => {
  const path = '/products/lending/missing';
  expect(typedFor(form, path, user)).toEqual(form.typed);
  expect(typedFor(form, path, other)).toEqual(form.typed);
  expect(typedFor(form, path, randomUUID())).toEqual({});
  expect(typedFor({ ...form, made: null }, path, user)).toEqual({});
  expect(typedFor(form, '/products/lending/share', user)).toEqual({});
  expect(typedFor(null, path, user)).toEqual({});
});

it('goes on with the same where every business has it, and begins anew where it is of one alone', () => {
  expect(sameForOther('/products/lending/consent?add=Banking')).toBe('/products/lending/consent?add=Banking');
  expect(sameForOther(`/connections/${companyId}/delete`)).toBe('/home');
  expect(sameForOther(`/shares/${companyId}`)).toBe('/home');
  expect(sameForOther('/home')).toBe('/home');
});
