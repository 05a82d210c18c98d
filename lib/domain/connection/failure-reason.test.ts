import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAILURE_REASONS, failureReason } from './failure-reason';

test.each([
  ['403', 'User cancelled linking', 'cancelled'],
  ['403', 'User cancelled.', 'cancelled'],
  ['500', 'access_denied', 'cancelled'],
  ['403', 'The user is not an administrator of this company', 'not-authorised'],
  ['401', 'The integration de-authorized access to the connection.', 'not-authorised'],
  ['401', null, 'not-authorised'],
  ['500', 'No organisations found for this login', 'no-organisation'],
  ['500', 'There is no company to connect', 'no-organisation'],
  ['500', 'Multi-factor authentication was not completed', 'second-step'],
  ['500', 'temporarily_unavailable', 'platform-down'],
  ['503', null, 'platform-down'],
  ['500', 'Unknown error occurred.', null],
  ['500', 'Internal Server Error', null],
  ['501', 'Not supported.', null],
  ['200', '', null],
  [null, null, null],
  ['__proto__', 'constructor', null],
] as const)('%s %j is %s', (code, text, reason) => {
  expect(failureReason({ code, text })).toBe(reason);
});

test('whatever a platform says, a reason is one of ours or none', () => {
  fc.assert(
    fc.property(fc.option(fc.string()), fc.option(fc.string({ maxLength: 300 })), (code, text) => {
      const reason = failureReason({ code, text });
      expect(reason === null || FAILURE_REASONS.includes(reason)).toBe(true);
    }),
  );
});
