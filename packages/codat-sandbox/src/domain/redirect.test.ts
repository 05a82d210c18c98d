// Tests of the redirect template: reserved and custom parameters, empty values, encoding, hosts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRedirect, RESERVED, type ReservedValues } from './redirect';

const reserved = Object.fromEntries(RESERVED.map((name) => [name, `<${name}>`])) as ReservedValues;

function build(template: string, query = '', allowed: string[] = []) {
  const result = buildRedirect(template, reserved, new URLSearchParams(query), allowed);
  return result.kind === 'redirect' ? result.location : result.kind;
}

describe('the redirect template', () => {
  it('fills reserved names, which the link’s own query cannot override', () => {
    expect(build('https://a.example/{companyId}?s={statusCode}', 'companyId=evil&statusCode=200')).toBe(
      'https://a.example/%3CcompanyId%3E?s=%3CstatusCode%3E',
    );
    expect(build('https://a.example/?n={data.company.companyName}')).toBe(
      'https://a.example/?n=%3Cdata.company.companyName%3E',
    );
  });

  it('takes reserved names with their case: another spelling is a custom parameter', () => {
    expect(build('https://a.example/?c={companyid}', 'companyid=x')).toBe('https://a.example/?c=x');
  });

  it('makes nothing of a parameter nobody filled', () => {
    expect(build('https://a.example/{a}/{b}?c={c}', 'b=1')).toBe('https://a.example//1?c=');
  });

  it('encodes any value so that it comes back whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const query = new URLSearchParams({ state: value });
        const result = buildRedirect('https://a.example/r?state={state}', reserved, query, []);
        const location = result.kind === 'redirect' ? result.location : '';
        expect(new URL(location).searchParams.get('state')).toBe(value);
        expect([...new URL(location).searchParams]).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it('lets the host vary only among allowed ones, by custom parameters only', () => {
    const allowed = ['https://eu.bank.example'];
    expect(build('https://{region}.bank.example/r', 'region=eu', allowed)).toBe('https://eu.bank.example/r');
    for (const region of ['us', 'evil.example/', 'eu.bank.example@evil', '']) {
      expect(build('https://{region}.bank.example/r', `region=${encodeURIComponent(region)}`, allowed)).toBe(
        'refused',
      );
    }
    expect(build('https://{platform}.bank.example/r', 'platform=eu', allowed)).toBe('refused');
  });

  it('fills every reserved name, and an empty one with nothing', () => {
    const all = `https://a.example/?${RESERVED.map((name, index) => `p${index}={${name}}`).join('&')}`;
    const filled = new URL(build(all)).searchParams;
    expect([...filled.values()]).toEqual(RESERVED.map((name) => `<${name}>`));
    const empty = { ...reserved, connectionId: '', errorMessage: '' };
    expect(
      buildRedirect('https://a.example/{connectionId}?m={errorMessage}', empty, new URLSearchParams(), []),
    ).toEqual({ kind: 'redirect', location: 'https://a.example/?m=' });
  });

  it('knows when there is nowhere to go', () => {
    expect(build('  ')).toBe('none');
    expect(build('not an address')).toBe('refused');
  });
});
