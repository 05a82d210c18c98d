import { expect, test } from 'vitest';
import { ROLES } from '../identity/authority';
import { missingRight } from './on-request';

test('a request is held against the table of rights; somebody not known here can have it stopped only', () => {
  const table = [...ROLES, null].map((role) => [
    role,
    missingRight(role, 'keep'),
    missingRight(role, 'delete'),
  ]);
  expect(table).toEqual([
    ['owner', null, null],
    ['director', null, null],
    ['delegate', null, 'delete'],
    ['accountant', 'end', 'end'],
    ['viewer', 'end', 'end'],
    [null, null, 'delete'],
  ]);
});
