import { expect, it } from 'vitest';
import { errorIn, nextIn, problemSaid, signInPlace } from './way-back';

const SITE = 'https://accord.example';

it.each([
  ['access_denied', 'cancelled'],
  ['login_required', 'cancelled'],
  ['temporarily_unavailable', 'unavailable'],
  ['server_error', 'unavailable'],
  ['invalid_request', 'failed'],
  ['something new', 'failed'],
])('%s is told as %s', (error, problem) => {
  expect(problemSaid(error)).toBe(problem);
});

it.each([
  ['/api/auth/error?error=OAuthCallback', 'OAuthCallback'],
  [`${SITE}/sign-in?callbackUrl=x&error=Callback`, 'Callback'],
  [`${SITE}/api/auth/signin?error=OAuthSignin`, 'OAuthSignin'],
  ['/sign-in', 'failed'],
  [`${SITE}/products/lending/consent`, null],
  ['https://issuer.example/sign-in?error=x', null],
  ['/sign-ins', null],
  [null, null],
])('%s carries the error %s', (location, error) => {
  expect(errorIn(location, SITE)).toBe(error);
});

it.each([
  [{ next: '/products/lending/consent' }, '/products/lending/consent'],
  [{ callbackUrl: `${SITE}/products/lending/consent?add=Banking` }, '/products/lending/consent?add=Banking'],
  [{ callbackUrl: '/connections' }, '/connections'],
  [{ next: '/home', callbackUrl: '/connections' }, '/home'],
  [{ callbackUrl: 'https://elsewhere.example/connections' }, '/home'],
  [{ callbackUrl: '//elsewhere.example/connections' }, '/home'],
  [{ callbackUrl: ['/a', '/b'] }, '/home'],
  [{ next: 'https://elsewhere.example' }, '/home'],
  [{}, '/home'],
])('%j leads to %s', (query, next) => {
  expect(nextIn(query, SITE)).toBe(next);
});

it('says in the address what happened and where the person was going', () => {
  expect(signInPlace('cancelled', '/products/lending/consent?add=Banking')).toBe(
    '/sign-in?error=cancelled&next=%2Fproducts%2Flending%2Fconsent%3Fadd%3DBanking',
  );
});
