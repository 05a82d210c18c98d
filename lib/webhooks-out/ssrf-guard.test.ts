import { describe, expect, it } from 'vitest';
import { isPublicAddress, problemOfAddress } from './ssrf-guard';

const NOBODY = { privateHosts: [] };

describe('addresses of our own network are told from public ones', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::a00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '2606:4700::1111',
    '2a00:1450::5',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('what is wrong with an address is said before it is called', () => {
  it.each([
    ['https://example.com/hooks', null],
    ['https://example.com:8443/hooks?a=b', null],
    ['https://8.8.8.8/', null],
    ['https://[2606:4700::1111]/', null],
    ['http://example.com/', 'must begin with https://'],
    ['ftp://example.com/', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['hooks', 'is no address'],
    ['https://user:word@example.com/', 'must not hold a name or a password'],
    ['https://example.com/#part', 'must not have a fragment'],
    ['https://127.0.0.1/', 'leads into a private network'],
    // The ways to write 127.0.0.1 that a URL knows.
    ['https://2130706433/', 'leads into a private network'],
    ['https://0x7f.1/', 'leads into a private network'],
    ['https://017700000001/', 'leads into a private network'],
    ['https://[::1]/', 'leads into a private network'],
    ['https://[::ffff:10.0.0.1]/', 'leads into a private network'],
    ['https://169.254.169.254/latest/meta-data', 'leads into a private network'],
    ['https://localhost/', 'leads into a private network'],
    ['https://LOCALHOST./', 'leads into a private network'],
    ['https://a.localhost/', 'leads into a private network'],
    ['https://metadata.google.internal/', 'leads into a private network'],
    ['https://printer.local/', 'leads into a private network'],
    ['https://intranet/', 'leads into a private network'],
  ])('%s: %s', (address, problem) => {
    expect(problemOfAddress(address, NOBODY)).toBe(problem);
  });

  it('what whoever runs this allows is allowed, by its exact name only', () => {
    const policy = { privateHosts: ['127.0.0.1', 'scoring.internal', '::1'] };
    expect(problemOfAddress('http://127.0.0.1:4000/', policy)).toBeNull();
    expect(problemOfAddress('http://scoring.internal/', policy)).toBeNull();
    expect(problemOfAddress('http://[::1]:80/', policy)).toBeNull();
    expect(problemOfAddress('http://other.scoring.internal/', policy)).not.toBeNull();
    expect(problemOfAddress('ftp://127.0.0.1/', policy)).not.toBeNull();
  });
});
