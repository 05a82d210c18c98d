import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { newSecret, signedHeaders } from '../../webhooks-out/sign';
import { CannotOpen, open, seal } from './seal';

const keys = { keys: [randomBytes(32)] };

it('opens with its key and in its row only', () => {
  const secret = newSecret();
  const sealed = seal(secret, 'row', keys);
  expect(sealed).not.toContain(secret.slice(6));
  expect(seal(secret, 'row', keys)).not.toBe(sealed);
  expect(open(sealed, 'row', keys)).toBe(secret);
  expect(() => open(sealed, 'other', keys)).toThrow(CannotOpen);
  expect(() => open(sealed, 'row', { keys: [randomBytes(32)] })).toThrow(CannotOpen);
  expect(() => open(sealed, 'row', { keys: [] })).toThrow(CannotOpen);
  expect(() => open(`${sealed.slice(0, -4)}AAAA`, 'row', keys)).toThrow(CannotOpen);
  expect(() => open(secret, 'row', keys)).toThrow(CannotOpen);
  expect(() => seal(secret, 'row', { keys: [] })).toThrow(CannotOpen);
});

it('opens with the key before while that is given', () => {
  const sealed = seal('s', 'row', keys);
  const next = { keys: [randomBytes(32), ...keys.keys] };
  expect(open(sealed, 'row', next)).toBe('s');
  expect(() => open(seal('s', 'row', next), 'row', keys)).toThrow(CannotOpen);
});

it('signs so that a receiver with either secret believes it, and nobody else', () => {
  const [current, before, other] = [newSecret(), newSecret(), newSecret()];
  const body = '{"version":1}';
  const headers = signedHeaders('evt_1', body, [current, before], new Date());
  for (const secret of [current, before]) {
    expect(new Webhook(secret).verify(body, headers)).toEqual({ version: 1 });
    expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
  }
  expect(() => new Webhook(other).verify(body, headers)).toThrow();
});
